import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { findK6, k6Version, whyNoDisruptor } from './k6-program.ts';

const PLAIN = 'k6 v1.8.1 (go1.26.8, linux/amd64)\n';
const CARRYING = `k6 v0.57.0 (commit/50afd82c18, go1.23.6, linux/amd64)
Extensions:
  github.com/grafana/xk6-disruptor v0.3.17, k6/x/disruptor [js]
  github.com/grafana/xk6-sql v1.0.4, k6/x/sql [js]
  github.com/grafana/xk6-sql v1.0.4, k6/x/sql/driver [js]
`;

describe('what k6 says of itself', () => {
  it('is its release, and what it was compiled with', () => {
    expect(k6Version(PLAIN)).to.deep.equal({ version: 'v1.8.1', extensions: [] });
    expect(k6Version(CARRYING)).to.deep.equal({
      version: 'v0.57.0',
      extensions: ['github.com/grafana/xk6-disruptor v0.3.17', 'github.com/grafana/xk6-sql v1.0.4'],
    });
  });

  it('is nothing that another program says', () => {
    for (const text of ['', 'hello', 'k6', 'k6 the sixth', 'not k6 v1.0.0']) {
      expect(k6Version(text), text).to.equal(null);
    }
  });

  it('decides on why no disruptor is offered', () => {
    const k6 = { file: 'k6', from: 'found on PATH' };
    const why = (text: string) => whyNoDisruptor({ ...k6, ...(k6Version(text) ?? expect.fail()) });
    expect(why(PLAIN)).to.match(/^k6 v1\.8\.1 carries no xk6-disruptor/);
    expect(why(CARRYING)).to.match(/^k6 carries \S+xk6-disruptor v0\.3\.17, .*none is offered$/);
    expect(whyNoDisruptor({ lacks: 'k6 is nowhere' })).to.equal('k6 is nowhere');
  });
});

describe('the k6 of a host', () => {
  const PATH = process.env.PATH;
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'steadfast-k6-'));
    process.env.PATH = folder;
    process.env.XDG_CACHE_HOME = join(folder, 'cache');
  });
  afterEach(() => {
    process.env.PATH = PATH;
    delete process.env.XDG_CACHE_HOME;
    rmSync(folder, { recursive: true });
  });
  const onPath = (script: string) => {
    writeFileSync(join(folder, 'k6'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, 'k6'), 0o755);
  };
  const lacks = async () => {
    const found = await findK6();
    return 'lacks' in found ? found.lacks : expect.fail(found.file);
  };

  it('is missing with a way out where it is neither on PATH nor built', async () => {
    expect(await lacks()).to.match(/neither on PATH nor built: steadfast airgap build --k6$/);
  });

  it('is no program that merely bears its name, and the reason says what it said', async () => {
    onPath('echo hello; exit 3');
    expect(await lacks()).to.match(/is no k6: .* ended with 3 and said "hello": take it off PATH/);
  });

  it('is no file that cannot be run', async () => {
    onPath('');
    writeFileSync(join(folder, 'k6'), '#!/nowhere/at/all\n');
    expect(await lacks()).to.match(/does not run: /);
  });
});
