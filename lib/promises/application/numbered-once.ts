import { type ClientOperation, clientOperationsOf } from '../../model/client-operations.ts';
import type { History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * Offsets of a log, names of sequential nodes: who builds on such a number must be able to take it
 * for its own, and for later than those it has heard of, whoever leads by then.
 *
 * Judged by what clients were told: no number twice, and none at or below one that was known before
 * it was asked for. Each number that was asked for after something had happened is a trial.
 */
export const numberedOnce: StatefulPromise = {
  id: 'SS-APP-014',
  level: 'MUST',
  statement:
    'A system that numbers what it is given MUST NOT give a number twice nor go back to a lower ' +
    'one, whoever dies',
  source: SOURCES.storage,
  since: 'all',
  check: checkNumbers,
};

interface Numbered {
  readonly write: ClientOperation;
  readonly place: number;
  readonly from: number;
  readonly to: number;
}

function checkNumbers(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const harm = entriesOf(history, 'fault').filter(({ phase }) => HARMFUL.includes(phase));
  const first = harm.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
  const numbered = clientOperationsOf(history).flatMap(numberedOf);
  const ends = [...numbered].sort((one, other) => one.to - other.to);
  const given = new Map<number, Numbered>();
  let known = 0;
  let highest: Numbered | null = null;
  for (const one of [...numbered].sort((a, b) => a.from - b.from)) {
    for (let next = ends[known]; next && next.to < one.from; next = ends[known]) {
      if (!highest || next.place > highest.place) highest = next;
      known += 1;
    }
    const twin = given.get(one.place);
    given.set(one.place, one);
    const { key } = one.write;
    const gap = gaps.over({
      ...{ on: ['op'], at: [], from: one.write.asked, to: one.write.ended ?? one.write.asked },
    });
    if (twin) {
      const says = `${twin.write.key} and ${key} were both given ${one.place}`;
      violation(says, [twin.write.ended, one.write.ended]);
    } else if (highest && highest.place >= one.place) {
      const says = `${key} was given ${one.place} after ${highest.place} had been given`;
      violation(says, [highest.write.ended, one.write.ended]);
    } else if (one.from < first) continue;
    else if (gap) blind(`which number ${key} was given`, gap);
    else trial();
  }
  return findings();
}

const HARMFUL: readonly string[] = ['struck', 'in-force'];

function numberedOf(write: ClientOperation): readonly Numbered[] {
  const { place, asked, ended, outcome } = write;
  if (place === null || !ended || outcome !== 'ok') return [];
  return [{ write, place, from: asked.at, to: ended.at }];
}
