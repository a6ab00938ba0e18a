import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';

const PAGE = new URL('../docs/report.md', import.meta.url);
const ROOT = new URL('../', import.meta.url);
const EXAMPLE = /<!-- from (\S+), lines (.+?) to (.+?) -->\n```text\n([\s\S]*?)```/g;

describe('docs/report.md', () => {
  it('shows examples that are cut out of the golden files', () => {
    const page = readFileSync(PAGE, 'utf8');
    const fresh = page.replace(EXAMPLE, (whole, file: string, from: string, to: string) => {
      const head = whole.slice(0, whole.indexOf('```text'));
      return `${head}\`\`\`text\n${cutOut(file, from, to)}\n\`\`\``;
    });
    expect([...page.matchAll(EXAMPLE)].length).to.equal(4);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(PAGE, fresh);
    expect(readFileSync(PAGE, 'utf8'), 'stale: UPDATE_GOLDEN=1 npm run unit').to.equal(fresh);
  });
});

/** Places are line numbers, or the words that a line begins with. */
function cutOut(file: string, from: string, to: string): string {
  const lines = readFileSync(new URL(file, ROOT), 'utf8').split('\n');
  const first = placeOf(lines, from, 0);
  let last = placeOf(lines, to, first);
  // A command may go on over several lines; it ends with its section.
  while (!/^\d+$/.test(to) && lines[last + 1]) last += 1;
  return lines.slice(first, last + 1).join('\n');
}

function placeOf(lines: readonly string[], place: string, after: number): number {
  if (/^\d+$/.test(place)) return Number(place) - 1;
  const found = lines.findIndex((line, index) => index >= after && line.trim().startsWith(place));
  if (found === -1) expect.fail(`no line begins with "${place}"`);
  return found;
}
