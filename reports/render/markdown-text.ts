import { oneLine } from '../printable.ts';

export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const line = (words: readonly string[]) => `| ${words.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)];
}

/** Words of a cluster are shown as they are: never as markup, and never beyond their cell. */
export function plain(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]<>&#~]/g, (mark) => ENTITIES[mark] ?? `\\${mark}`);
}

const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

export function cell(text: string): string {
  return plain(text).replaceAll('|', '\\|');
}

/** The fence is longer than any run of backquotes within. */
export function fenced(lines: readonly string[]): readonly string[] {
  const longest = Math.max(0, ...(lines.join('\n').match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return [fence, ...lines, fence];
}
