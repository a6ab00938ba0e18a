import type { History } from '../../model/entry.ts';
import { pairsOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { firstReady, type Incarnation, isWanted } from '../../model/timeline.ts';
import { moment } from '../scenes.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { allowance, type Update, updatesOf } from './undisturbed-updates.ts';

/**
 * What was to be fast is hardly so where members come in order: several go at once, and each that
 * comes back waits for the one before it.
 *
 * Judged are members that were missing together, and who of them was created when.
 */
export const backOneByOne: StatefulPromise = {
  id: 'SS-MXU-006',
  level: 'INFORMATIONAL',
  statement:
    'Under ordered pod management members that an update took down together MAY come back one by ' +
    'one, each after the one before it is Ready',
  source: SOURCES.rollout,
  since: 'gate on; KEP-961',
  check: checkReturns,
};

function checkReturns(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const update of updatesOf(history)) {
    const { spec, set, from, to, gate } = update;
    const allowed = allowance(spec)?.atLeast ?? 1;
    if (gate === false || allowed < 2 || spec.policy !== 'OrderedReady') continue;
    const gap = gaps.over({ on: ['pod', 'set'], from: moment(from), to: moment(to) });
    const together = pairsOf(bornIn(update)).filter((pair) => wereMissingTogether(update, pair));
    if (gap && together.length > 0) blind(`how the members of ${set.name} came back`, gap);
    if (gap) continue;
    for (const [one, next] of together) {
      const ready = firstReady(one);
      if (ready && next.first.rv > ready.rv) trial();
      else violation(`${next.pod} came back before ${one.pod} was Ready`, [one.first, next.first]);
    }
  }
  return findings();
}

/** Who was created for this update, in the order in which they were. */
function bornIn({ members, spec, from, to }: Update): readonly Incarnation[] {
  return members
    .filter(({ born, ordinal }) => {
      return born !== null && born.at >= from && born.at <= to && isWanted(spec, ordinal);
    })
    .sort((one, other) => one.first.rv - other.first.rv);
}

/** Whether the later one’s predecessor had to go before the earlier one was created. */
function wereMissingTogether(
  { members, begins }: Update,
  [one, next]: readonly [Incarnation, Incarnation],
): boolean {
  const last = members.findLast(
    ({ ordinal, first }) => ordinal === next.ordinal && first.rv < next.first.rv,
  );
  const went = last?.deleting?.rv ?? null;
  return went !== null && went >= begins.rv && went < one.first.rv;
}
