/**
 * Text out of a cluster may carry anything: escape sequences that repaint a terminal, characters
 * that no XML may hold, marks that turn the reading direction round. They are spelled out instead.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, (character) =>
    character === '\n' ? character : spelled(character),
  );
}

/** The same on one line, for places where a line break would break the layout. */
export function oneLine(text: string): string {
  return printable(
    text
      .trim()
      .replace(/\s*\n\s*/g, ' | ')
      .replaceAll('\t', ' '),
  );
}

function spelled(character: string): string {
  if (character === '\t') return '  ';
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${hex(code, 2)}` : `\\u{${hex(code, 4)}}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
