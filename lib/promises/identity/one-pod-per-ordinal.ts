import type { History } from '../../model/entry.ts';
import { groupBy, numberIn } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { isWanted } from '../../model/timeline.ts';
import { restsOf } from '../rests.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * A member too many is a voter, a writer or a bill that nobody asked for; a member too few is a
 * quorum that is smaller than its configuration says.
 *
 * Pod objects are counted here, by their ordinal's value however it is written. Whether processes
 * of one identity ran twice is another promise, and the API is no witness for it.
 */
export const onePodPerOrdinal: StatefulPromise = {
  id: 'SS-IDN-002',
  level: 'MUST',
  statement:
    'A converged set MUST have exactly one pod for each ordinal in its range, and outside of it ' +
    'only such as are on their way out',
  source: SOURCES.statefulSet,
  since: '1.9',
  check: checkOnePodPerOrdinal,
};

function checkOnePodPerOrdinal(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const { set, pods, from, to, witness } of restsOf(history)) {
    const gap = gaps.over({ on: ['pod', 'set'], from, to });
    if (gap) {
      blind(`how many pods ${set.name} had`, gap);
      continue;
    }
    trial();
    // web-01 is a second web-1, whatever its name is worth as a name.
    const byOrdinal = groupBy(pods, ({ name }) => numberIn(set.name, name));
    for (let ordinal = set.start; ordinal < set.start + set.replicas; ordinal += 1) {
      const found = byOrdinal.get(ordinal) ?? [];
      if (found.length === 1) continue;
      const says = `${set.name} had ${found.length} pods for ordinal ${ordinal}, at rest`;
      violation(says, [witness, set, ...found]);
    }
    const stray = pods.filter((pod) => {
      const ordinal = numberIn(set.name, pod.name);
      return pod.deleting === null && (ordinal === null || !isWanted(set, ordinal));
    });
    for (const pod of stray) {
      const says = `${pod.name} is none of the ${set.replicas} members that ${set.name} asks for`;
      violation(says, [witness, set, pod]);
    }
  }
  return findings();
}
