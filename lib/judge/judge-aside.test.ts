import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { writeVerdictsAside } from './judge-aside.ts';
import { judgeFolder, storedVerdicts, verdictsText } from './judge-folder.ts';

const STORED = new URL('./corpus/nginx-without-a-claim.jsonl.gz', import.meta.url);

describe('judging aside', () => {
  it('writes the bytes that judging here would', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'steadfast-aside-'));
    try {
      writeFileSync(join(folder, 'history.jsonl'), gunzipSync(readFileSync(STORED)));
      await writeVerdictsAside(folder);
      const [judged] = judgeFolder(folder);
      if (!judged) expect.fail('nothing was judged');
      expect(readFileSync(storedVerdicts(folder), 'utf8')).to.equal(verdictsText(judged.verdicts));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('says why it could not, and judges on', async () => {
    const nowhere = join(tmpdir(), 'steadfast-nowhere');
    const failed = await writeVerdictsAside(nowhere).catch((error: Error) => error.message);
    expect(failed).to.contain('holds no history.jsonl');
  });
});
