import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type Incarnation, stateAt } from '../../model/timeline.ts';
import { moment, type Scene, scenesOf } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/** Backup tools and registrars hold members by a finalizer until they have seen to them. */
export const finalizersHold: StatefulPromise = {
  id: 'SS-TRM-006',
  level: 'MUST',
  statement:
    'A finalizer on a member MUST keep its name occupied for as long as it is there, and when it ' +
    'goes the work MUST go on at the right revision',
  source: SOURCES.podTermination,
  since: 'all',
  check: checkFinalizers,
};

function checkFinalizers(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const scene of scenesOf(history)) {
    for (const member of scene.members) {
      const { deleting, gone, pod, states, ordinal } = member;
      const held = states.filter(
        ({ deleting: going, finalizers, op }) => going && finalizers.length > 0 && op !== 'deleted',
      );
      const [first] = held;
      const freed = states.find(({ rv, finalizers }) => {
        const last = held.at(-1);
        return last && rv > last.rv && finalizers.length === 0;
      });
      const to = freed ?? gone ?? moment(scene.end);
      if (!deleting || !first || to.at - first.at < SLACK.noticeableMs) continue;
      const next = scene.members.find(
        (other) => other.ordinal === ordinal && other.first.rv > first.rv && other !== member,
      );
      const gap = gaps.over({ on: ['pod', 'set'], from: first, to: next?.first ?? to });
      if (gap) {
        blind(`whether a finalizer held ${pod}`, gap);
        continue;
      }
      trial();
      if (next && (!gone || next.first.rv < gone.rv)) {
        violation(`${pod} was created anew while a finalizer held it`, [first, next.first]);
      }
      const due = next && revisionDue(scene, next);
      if (next && due && !due.includes(next.first.revision ?? '')) {
        const says = `${pod} came back at ${next.first.revision}, and ${due.join(' or ')} was due`;
        violation(says, [gone, next.first]);
      }
    }
  }
  return findings();
}

/** The revisions that the status named around a creation: the update's, or what lies below it. */
function revisionDue({ set }: Scene, { ordinal, first }: Incarnation): readonly string[] | null {
  const around = set.states.filter(
    ({ at }) => at >= first.at - SLACK.controllerLagMs && at <= first.at + SLACK.statusLagMs,
  );
  const before = stateAt(set.states, first.at - SLACK.controllerLagMs);
  const due = [...(before ? [before] : []), ...around].flatMap(
    ({ start, updatePartition, status }) =>
      ordinal - start >= updatePartition ? [status.updateRevision] : [status.currentRevision],
  );
  const known = due.filter((revision): revision is string => revision !== null);
  return known.length > 0 ? [...new Set(known)] : null;
}
