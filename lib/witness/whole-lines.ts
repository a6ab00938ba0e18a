/**
 * Puts together again what a word of the same program has cut in two. A pipe takes no more than
 * 4096 bytes at once, so a longer line comes in pieces, and whoever else writes there may come
 * between two of them. Answers with the lines that are whole by now.
 */
export function wholeLines(words: readonly string[]): (text: string) => readonly string[] {
  let head = '';
  return (text) => {
    if (words.includes(text)) return [text];
    const word = words.find((one) => text.endsWith(one));
    if (word !== undefined) {
      head += text.slice(0, -word.length);
      return [word];
    }
    const line = head + text;
    head = '';
    return [line];
  };
}
