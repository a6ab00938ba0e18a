import { deletersIn } from '../../model/history-deletions.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { StatefulPromise } from '../../model/promise.ts';
import { type Incarnation, type SetEntry, statesDuring } from '../../model/timeline.ts';
import { type Scene, scenesOf } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/** Two spellings of one strategy, which nobody expects to differ. */
export const lostBeforeItsTurn: StatefulPromise = {
  id: 'SS-UPD-009',
  level: 'INFORMATIONAL',
  statement:
    'A member that is lost before its turn MAY return at the new revision where rollingUpdate is ' +
    'spelled out, and at the old one where it is left out and as many are counted at the old one',
  source: SOURCES.rollout,
  since: 'all',
  check(history) {
    const { trial, violation, blind, findings } = tally();
    const gaps = gapsOf(history);
    const deleterOf = deletersIn(history);
    for (const scene of scenesOf(history)) {
      for (const { old, next, due, now } of lossesOf(scene)) {
        if (deleterOf(old) === 'controller') continue;
        const gap = gaps.over({ on: ['pod', 'set'], from: old.last, to: next.first });
        const { revision } = next.first;
        if (gap) blind(`at what revision ${next.pod} returned`, gap);
        else if (revision === due) trial();
        else violation(`${next.pod} returned at ${revision} instead of ${due}`, [now, next.first]);
      }
    }
    return findings();
  },
};

interface Loss {
  readonly old: Incarnation;
  readonly next: Incarnation;
  readonly now: SetEntry;
  /** The revision that it returns at by the way in which its set is written. */
  readonly due: string;
}

/** Members of the old revision that went amid an update of their whole set, and came back. */
function lossesOf({ set, members }: Scene): readonly Loss[] {
  return members.flatMap((old) => {
    const { gone, ordinal } = old;
    const next = gone && members.find((one) => one.ordinal === ordinal && one.first.rv > gone.rv);
    const born = next?.born;
    if (!gone || !next || !born) return [];
    const from = Math.min(gone.at, born.at - SLACK.controllerLagMs);
    const states = statesDuring(set.states, from, born.at);
    const dues = new Set(states.map((state) => dueAt(state, ordinal)));
    const [due] = dues;
    const now = states.at(-1);
    const isOld = states.every(({ status }) => status.currentRevision === old.last.revision);
    return now && due && dues.size === 1 && isOld ? [{ old, next, now, due }] : [];
  });
}

function dueAt(state: SetEntry, ordinal: number): string | null {
  const { strategy, updatePartition, hasRollingUpdate, start, status, generation } = state;
  const { current, currentRevision, updateRevision } = status;
  const isUpdating = currentRevision !== updateRevision && status.observedGeneration >= generation;
  if (strategy !== 'RollingUpdate' || updatePartition > 0 || !isUpdating) return null;
  if (hasRollingUpdate === null) return null;
  const isKept = !hasRollingUpdate && ordinal < start + current;
  return isKept ? currentRevision : updateRevision;
}
