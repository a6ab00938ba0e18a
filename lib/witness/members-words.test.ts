import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { valkey } from '../workloads/valkey/index.ts';
import { witnessSet } from '../workloads/witness-set/index.ts';
import { openWords } from './members-words.ts';

const LINE = {
  ...{ file: 'f', pod: 'valkey-0', podUid: '0123456789', container: 'valkey' },
  ...{ at: Date.UTC(2026, 10, 22), text: '+sdown master main' },
};

describe('what members of a system print', () => {
  const folder = mkdtempSync(join(tmpdir(), 'steadfast-words-'));
  after(() => rmSync(folder, { recursive: true }));

  it('is written down with the moment it was heard, until nobody listens any more', () => {
    const file = join(folder, 'members.log');
    const words = openWords(
      file,
      { now: () => 1234 },
      valkey({ name: 'valkey', asks: 'everybody' }),
    );
    words?.meet(LINE);
    words?.meet({ ...LINE, container: 'somebody-else' });
    words?.close();
    words?.meet(LINE);
    expect(readFileSync(file, 'utf8')).to.equal(
      '    1.234 s  2026-11-22T00:00:00.000Z  valkey-0 01234567  +sdown master main\n',
    );
  });

  it('is nothing where members only testify', () => {
    const members = witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' });
    expect(openWords(join(folder, 'none.log'), { now: () => 0 }, members)).to.equal(null);
  });
});
