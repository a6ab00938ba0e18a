import type { ApiProbe, DueAnswer } from '../model/api-probe.ts';
import type { EntryOf, History } from '../model/entry.ts';
import { entriesOf, subjectOf } from '../model/history.ts';
import type { Findings } from '../model/promise.ts';
import { isAtLeast } from '../model/versions.ts';
import { tally } from './tally.ts';

type Answer = EntryOf<'request'>;
/** What a table of questions must say for its answers to be compared. */
type Question = Pick<ApiProbe, 'name' | 'promises' | 'since' | 'due' | 'when'>;

/**
 * Compares what the API server answered with what a table of questions says is due. Each answer is
 * proof by itself; a question of the table that was never answered is a trial still owed.
 */
export function checkAnswers(
  history: History,
  promise: string,
  table: readonly Question[],
): Findings {
  const { trial, violation, doubt, findings } = tally();
  const subject = subjectOf(history);
  const version = subject?.kubernetes ?? null;
  const can = (capability: string) => subject?.capabilities.includes(capability) ?? false;
  const owed = table.filter(
    ({ promises, since, when }) =>
      promises.includes(promise) &&
      (!since || (version !== null && isAtLeast(version, since))) &&
      (!when || can(when.capability) === when.is),
  );
  const answers = entriesOf(history, 'request').filter(({ probe }) => probe !== null);
  const first = answers.find(({ probe }) => table.some(({ name }) => name === probe));
  for (const { name, due } of owed) {
    const own = answers.filter(({ probe }) => probe === name);
    const clear = own.filter(({ code }) => !isNoAnswer(code, due.code));
    if (clear.length === 0 && first) {
      doubt(`the API server gave no answer to ${name}`, [own.at(-1) ?? first]);
    }
    for (const answer of clear) {
      const wrong = wrongWith(answer, due);
      if (wrong) violation(`${name}: ${wrong}`, [answer]);
      else trial();
    }
  }
  return findings();
}

/**
 * A server that is overloaded, broken or out of reach has said nothing about the question, and
 * neither has one that was asked about an object that somebody else had just written.
 */
function isNoAnswer(code: number, due: number): boolean {
  return code === 0 || code === 429 || code >= 500 || (code === 409 && due !== 409);
}

function wrongWith({ code, says, facts }: Answer, due: DueAnswer): string | null {
  // Creation answers 201 and everything else 200: the promise is about yes or no.
  const isAsDue = due.code < 300 ? code < 300 : code === due.code;
  if (!isAsDue) return `answered with ${code} instead of ${due.code}: ${says}`;
  if (due.at && !says.includes(due.at)) return `refused without a word on ${due.at}: ${says}`;
  const found = (facts.finds ?? {}) as Readonly<Record<string, unknown>>;
  for (const [path, value] of Object.entries(due.finds ?? {})) {
    const is = found[path] ?? null;
    if (JSON.stringify(is) !== JSON.stringify(value)) {
      return `${path} is ${JSON.stringify(is)} instead of ${JSON.stringify(value)}`;
    }
  }
  const { generationGrows: grew = null, unchanged } = facts;
  if (due.generationGrows !== undefined && grew !== due.generationGrows) {
    return `the generation grew by ${grew} instead of ${due.generationGrows}`;
  }
  if (due.unchanged && unchanged !== true) return 'the object was changed all the same';
  return null;
}
