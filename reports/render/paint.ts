import type { Standing } from '../report.ts';
import { wrap } from './text.ts';

/** Colour repeats what a word already says, and is never the only sign of anything. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly as: (standing: Standing | 'excused', text: string) => string;
}

const CODES: Readonly<Record<Standing | 'excused', number>> = {
  violated: 31,
  error: 35,
  unknown: 33,
  changed: 36,
  held: 32,
  untried: 2,
  'not-applicable': 2,
  excused: 36,
};

export function paint(color: boolean): Paint {
  const wrapped = (code: number, text: string) => (color ? `\x1b[${code}m${text}\x1b[0m` : text);
  return {
    strong: (text) => wrapped(1, text),
    faint: (text) => wrapped(2, text),
    as: (standing, text) => wrapped(CODES[standing], text),
  };
}

/** Colour has no width: it is put on after the lines are broken. */
export function titled(
  { paint, width }: { readonly paint: Paint; readonly width: number },
  title: string,
  says: string,
): readonly string[] {
  const [first = '', ...rest] = wrap(`${title}: ${says}`, width);
  return [`${paint.strong(title)}${first.slice(title.length)}`, ...rest.map((line) => `  ${line}`)];
}
