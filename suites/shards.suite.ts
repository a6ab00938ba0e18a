import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { attempt } from '../lib/support/exec.ts';
import { packageFolder } from '../lib/support/paths.ts';

const bin = join(packageFolder(), 'bin', 'steadfast.js');
const STORIES = [
  ...['identity/labels-and-crashes', 'ordering/changes-of-mind', 'retention/claims-of-others'],
  'validation/questions-to-the-api-server',
];

/** As docs/scale.md has it: each shard on a cluster of its own, and one report of both. */
describe('shards', function () {
  this.timeout(0);
  const folder = mkdtempSync(join(tmpdir(), 'steadfast-shards-'));
  after(() => rmSync(folder, { recursive: true }));

  it('two of them on two clusters say together what one run says', async () => {
    const [first, second, whole] = ['first', 'second', 'whole'].map((name) => join(folder, name));
    await Promise.all([played(first, '--shard', '1/2'), played(second, '--shard', '2/2')]);
    await played(whole);

    const merged = await steadfast('report', first, second, '--format', 'json');
    const stories = ({ scenarios }: { scenarios: { id: string }[] }) =>
      scenarios.map(({ id }) => id);
    expect(stories(JSON.parse(merged)).sort()).to.deep.equal([...STORIES].sort());
    for (const shard of [first, second]) {
      const report = JSON.parse(readFileSync(join(`${shard}`, 'report.json'), 'utf8'));
      expect(stories(report)).to.have.length(STORIES.length / 2);
    }
    const file = join(folder, 'merged.json');
    writeFileSync(file, merged);
    await steadfast('compare', file, whole);
  });

  function played(out: string | undefined, ...shard: readonly string[]): Promise<string> {
    const words = ['--provider', 'embedded', '--seed', '8c1f', '--out', out, ...shard];
    return steadfast('run', ...STORIES, ...words);
  }

  async function steadfast(...words: readonly (string | undefined)[]): Promise<string> {
    const argv = [process.execPath, bin, ...words.map((word) => `${word}`)];
    const { code, stdout, stderr } = await attempt(argv);
    expect(code, `${words[0]}: ${stdout}${stderr}`).to.equal(0);
    return stdout;
  }
});
