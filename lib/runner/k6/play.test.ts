import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { identityOf, isAlive } from '../../support/process-identity.ts';
import { waitFor } from '../../support/wait.ts';
import { underK6 } from './play.ts';

const POINT = JSON.stringify({
  ...{ type: 'Point', metric: 'served' },
  data: { time: '2026-11-22T08:31:05Z', value: 1, tags: null },
});
const SUMMARY = JSON.stringify({ type: 'Summary', metrics: {} });

/**
 * Programs in the place of k6 that are none, or that end as k6 does when something is wrong: what
 * the real one does is seen in the stories under its load.
 */
describe('a load', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'steadfast-k6-'));
    writeFileSync(join(folder, 'summary'), `${SUMMARY}\n`);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const under = async (program: string, body = async () => {}, signal?: AbortSignal) => {
    const file = join(folder, 'program');
    writeFileSync(file, `#!/bin/sh\n${program}\n`);
    chmodSync(file, 0o755);
    const kinds: string[] = [];
    const notebook = {
      now: () => 0,
      record: (entry: { readonly kind: string }) => void kinds.push(entry.kind) as never,
    };
    const load = { k6: { file }, script: 'load.k6.js', env: {}, notebook };
    await underK6({ ...load, signal: signal ?? new AbortController().signal }, body);
    return kinds;
  };
  const failure = (...load: Parameters<typeof under>) =>
    under(...load).then(
      () => expect.fail('it held'),
      (error: unknown) => String(error),
    );
  const untilTold = (last: string) =>
    `trap '${last}' INT; echo $$ > ${folder}/pid; echo '${POINT}'; while :; do sleep 0.05; done`;
  const hasEnded = () => {
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    return !isAlive(identityOf(pid)) || !existsSync(`/proc/${pid}`);
  };

  it('ends when its story does, and is over only with its summary', async () => {
    let wasThere = false;
    const kinds = await under(untilTold(`cat ${folder}/summary; exit 105`), async () => {
      wasThere = !hasEnded();
    });
    expect(kinds).to.deep.equal(['sample']);
    expect([wasThere, hasEnded()]).to.deep.equal([true, true]);
  });

  it('ends when its story breaks, whose error it is', async () => {
    const body = async () => {
      throw new Error('the story broke');
    };
    expect(await failure(untilTold('exit 105'), body)).to.match(/the story broke/);
    expect(hasEnded()).to.equal(true);
  });

  it('ends when the run is interrupted before its first sample', async () => {
    const silent = `echo $$ > ${folder}/pid; exec sleep 60`;
    const interrupted = AbortSignal.timeout(300);
    expect(await failure(silent, async () => {}, interrupted)).to.match(/Timeout|abort/i);
    expect(hasEnded()).to.equal(true);
  });

  it('is an error before any harm where the script fails', async () => {
    let harmed = false;
    const said = await failure(
      'echo \'level=error msg="no such member"\' >&2; exit 107',
      async () => {
        harmed = true;
      },
    );
    expect(said).to.match(/ended with 107 \(the script threw an exception\) under load\.k6\.js/);
    expect(said).to.match(/last seen +no such member/);
    expect(harmed).to.equal(false);
  });

  it('is an error where it ends before its story', async () => {
    const early = `echo $$ > ${folder}/pid; echo '${POINT}'; echo '${SUMMARY}'; exit 99`;
    const said = await failure(early, async () => {
      await waitFor({
        ...{ what: 'its end', limit: 'k6EndMs', read: hasEnded },
        ...{ until: (is: boolean) => is, describe: String },
      });
    });
    expect(said).to.match(
      /ended with 99 \(a threshold was crossed\) .* not because its story was over/,
    );
  });

  it('is an error where another program is in the place of k6', async () => {
    expect(await failure('echo hello')).to.match(/none of its JSON lines\n +last seen +hello/);
    expect(await failure('exec /nowhere/at/all')).to.match(/ended with 127 under/);
  });

  it('is an error without a summary, which has the thresholds', async () => {
    expect(await failure(untilTold('exit 105'))).to.match(/without the summary of load\.k6\.js/);
  });
});
