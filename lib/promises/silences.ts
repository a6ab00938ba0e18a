import type { History } from '../model/entry.ts';
import { entriesOf, subjectOf } from '../model/history.ts';
import {
  API,
  begunAt,
  type Component,
  outagesOf,
  spellsOf,
  startsAnew,
} from '../model/history-faults.ts';
import { SLACK } from './slack.ts';

/** A time in which news may be late because somebody was away who had to pass it on. */
export interface Silence {
  readonly from: number;
  readonly to: number;
}

/** Who has to be there for anything to be done about a set, and for it to be told. */
export const TELLERS: readonly Component[] = ['controller-manager', ...API];

/**
 * Controllers work through the API: while one of the two is away nothing is done and nobody tells
 * of anything. A fault begins to bite before it is proved, and work is resumed some time after it.
 * Whoever reads the API's news may be deaf from an outage in the story before, too.
 */
export function silencesOf(
  history: History,
  tellers: readonly Component[] = TELLERS,
): readonly Silence[] {
  const faults = entriesOf(history, 'fault');
  const over = (undone: { readonly at: number } | null) =>
    undone ? undone.at + SLACK.askedAgainMs : Number.POSITIVE_INFINITY;

  const outages = tellers
    .flatMap((component) => outagesOf(history, component))
    .map((spell) => ({ from: begunAt(history, spell), to: over(spell.undone) }));
  const restarts = spellsOf(history, ({ fault }) => startsAnew(fault, tellers)).flatMap((spell) => {
    const { fault, inForce, undone } = spell;
    const coming = { from: begunAt(history, spell), to: over(inForce) };
    const until = undone?.at ?? Number.POSITIVE_INFINITY;
    const back = faults.findLast(
      (one) => one.fault === fault && one.phase === 'undoing' && one.at <= until,
    );
    return back ? [coming, { from: back.at, to: over(undone) }] : [coming];
  });
  const { apiBackAt } = subjectOf(history) ?? { apiBackAt: null };
  const earlier =
    apiBackAt === null ? [] : [{ from: Number.NEGATIVE_INFINITY, to: over({ at: apiBackAt }) }];
  return [...earlier, ...outages, ...restarts];
}

/** The one that overlaps a stretch and lasts longest; a stretch without an end goes on for ever. */
export function silenceIn(
  silences: readonly Silence[],
  from: number,
  to: number | null,
): Silence | null {
  return silences
    .filter((one) => one.from <= (to ?? Number.POSITIVE_INFINITY) && one.to >= from)
    .reduce<Silence | null>((best, one) => (best && best.to > one.to ? best : one), null);
}

export function isSilent(silences: readonly Silence[], from: number, to: number | null): boolean {
  return silenceIn(silences, from, to) !== null;
}
