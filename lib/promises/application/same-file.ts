import { type ClientOperation, clientOperationsOf } from '../../model/client-operations.ts';
import type { Entry, History } from '../../model/entry.ts';
import { entriesOf, groupBy, pairsOf, stepsOf, subjectOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { OWN } from '../../model/system.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * The first exercise of every tutorial, from the outside: what a member serves from its claim is
 * the same whoever or whatever ended it in between.
 *
 * Judged from what clients read through a member's name: files, and where it stands among its
 * peers where it has such a place. Two readings of one file with something
 * that may end a member between them are a trial: a fault, or a change of the set by its user.
 */
export const sameFileServed: StatefulPromise = {
  id: 'SS-APP-013',
  level: 'MUST',
  statement: 'What a member serves from its claim MUST be the same after every kind of death',
  source: SOURCES.storage,
  since: 'all',
  check: checkFiles,
};

/** Deeds of the story after which a member may be another incarnation. */
const ENDING: readonly string[] = ['scale', 'delete-set', 'recreate-set', 'roll-out'];

function checkFiles(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const owes = subjectOf(history)?.owes;
  if (!owes) return findings();
  const gaps = gapsOf(history);
  const deaths: readonly Entry[] = [
    ...entriesOf(history, 'fault').filter(({ phase }) => phase === 'struck'),
    ...stepsOf(history, 'verb').filter(({ name }) => ENDING.includes(name)),
  ];
  const reads = clientOperationsOf(history).filter(
    ({ key, does, outcome }) =>
      (owes === 'file' || key === OWN) && does === 'read' && outcome === 'ok',
  );
  for (const [, own] of groupBy(reads, ({ member, key }) => `${member} ${key}`)) {
    for (const [before, after] of pairsOf(own)) {
      const { asked: from } = before;
      const { ended: to } = after;
      if (!to || before.value === null) continue;
      const death = deaths.find(({ at }) => at > from.at && at < to.at);
      const gap = gaps.over({ on: ['op'], at: [], from, to });
      const evidence = [before.ended, death, to];
      if (before.value !== after.value) violation(changed(before, after), evidence);
      else if (death && gap) blind(`what ${after.member} serves`, gap);
      else if (death) trial();
    }
  }
  return findings();
}

function changed(before: ClientOperation, { member, key, value }: ClientOperation): string {
  if (value === null) return `${member} serves no ${key} any more`;
  return `${member} serves another ${key}: ${value} instead of ${before.value}`;
}
