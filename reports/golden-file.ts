import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';

/**
 * Compares a text with the one that was reviewed and committed. With UPDATE_GOLDEN=1 it writes the
 * new text instead, to be reviewed as a change of the file.
 */
export function expectGolden(text: string, file: URL): void {
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
  const golden = existsSync(file) ? readFileSync(file, 'utf8') : '';
  expect(text, `${file.pathname.split('/').pop()} is stale: UPDATE_GOLDEN=1 npm run unit`).to.equal(
    golden,
  );
}
