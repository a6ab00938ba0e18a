/** Breaks a text at its spaces; a word that is too long stays whole, so that it can be copied. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    if ([...paragraph].length <= width) {
      lines.push(paragraph);
      continue;
    }
    let line = '';
    for (const word of paragraph.split(/ +/)) {
      if (line !== '' && [...line].length + 1 + [...word].length > width) {
        lines.push(line);
        line = word;
      } else {
        line = line === '' ? word : `${line} ${word}`;
      }
    }
    lines.push(line);
  }
  return lines;
}

/** A name in a column of its own, and a text that keeps clear of that column. */
export function field(name: string, text: string, { indent = 0, name: column = 10, width = 100 }) {
  const left = ' '.repeat(indent);
  const [first = '', ...rest] = wrap(text, width - indent - column);
  return [
    `${left}${name.padEnd(column)}${first}`,
    ...rest.map((line) => `${left}${' '.repeat(column)}${line}`),
  ].map((line) => line.trimEnd());
}

/** Rows whose words stand below each other, two blanks apart. */
export function columns(rows: readonly (readonly string[])[], width: number): readonly string[] {
  const widths = (rows[0] ?? []).map((_, place) => {
    return Math.max(...rows.map((row) => [...(row[place] ?? '')].length));
  });
  return rows.map((row) => {
    const words = row.map((word, place) => word.padEnd(widths[place] ?? 0));
    return clip(`  ${words.join('  ')}`.trimEnd(), width);
  });
}

/** Shortens at the end and shows that it did. */
export function clip(text: string, width: number): string {
  const characters = [...text];
  if (characters.length <= width) return text;
  return `${characters
    .slice(0, Math.max(0, width - 1))
    .join('')
    .trimEnd()}…`;
}

/** A command over several lines, still one command when it is pasted into a shell. */
export function shellLines(command: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const part of command.split(/ (?=--)/)) {
    const last = lines.pop();
    if (last === undefined) lines.push(part);
    else if (last.length + 1 + part.length + 2 <= width) lines.push(`${last} ${part}`);
    else lines.push(`${last} \\`, `  ${part}`);
  }
  return lines;
}
