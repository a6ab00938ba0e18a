import type { History } from '../../model/entry.ts';
import { endOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  incarnationsOf,
  type PodEntry,
  type SetEntry,
  type SetTimeline,
  setTimelinesOf,
} from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * Growth in the middle of a canary must not spread it, and whoever scales to nothing for the night
 * should know what becomes of a canary.
 */
export const scalingUnderTheLine: readonly StatefulPromise[] = [
  {
    id: 'SS-PTN-006',
    level: 'SHOULD',
    statement:
      'Members that come with growth during a partial update SHOULD be at the current revision ' +
      'below the update partition and at the update revision above it',
    source: SOURCES.rollout,
    since: '1.7+',
    check: checkGrowth,
  },
  {
    id: 'SS-PTN-008',
    level: 'INFORMATIONAL',
    statement:
      'Scaling to nothing during a partial update MAY complete it: all come back at the update ' +
      'revision',
    source: SOURCES.rollout,
    since: 'all; issue 121534',
    check: checkFromNothing,
  },
];

/** A member that was created at an ordinal that its set had just begun to ask for again. */
interface Newcomer {
  readonly set: SetTimeline;
  readonly before: SetEntry;
  readonly after: SetEntry;
  readonly born: PodEntry;
  readonly index: number;
}

function newcomersOf(history: History, isMeant: (before: SetEntry) => boolean): Newcomer[] {
  const all = incarnationsOf(history);
  return setTimelinesOf(history).flatMap((set) => {
    const members = all.filter(({ setUid }) => setUid === set.uid);
    return set.states.flatMap((after, place) => {
      const before = set.states[place - 1];
      if (!before || after.replicas <= before.replicas || !isMeant(before)) return [];
      if (before.status.observedGeneration < before.generation) return [];
      const next = set.states.slice(place).find((state) => planOf(state) !== planOf(after));
      const until = next?.at ?? endOf(history);
      return newcomersIn(members, before, after, until).map((one) => ({
        set,
        before,
        after,
        ...one,
      }));
    });
  });
}

function newcomersIn(
  members: readonly Incarnation[],
  before: SetEntry,
  after: SetEntry,
  until: number,
): Pick<Newcomer, 'born' | 'index'>[] {
  const seen = new Set<number>();
  return members.flatMap(({ born, ordinal }) => {
    const index = ordinal - after.start;
    const isNew = index >= before.replicas && index < after.replicas && !seen.has(index);
    if (!isNew || !born || born.at < after.at || born.at >= until) return [];
    seen.add(index);
    return [{ born, index }];
  });
}

function planOf({ replicas, start, updatePartition, strategy, template, op }: SetEntry): string {
  return [replicas, start, updatePartition, strategy, template, op === 'deleted'].join(' ');
}

function isPartial({ strategy, updatePartition, status }: SetEntry): boolean {
  const { currentRevision, updateRevision } = status;
  const isUnderWay = updateRevision !== null && currentRevision !== updateRevision;
  return strategy === 'RollingUpdate' && updatePartition > 0 && isUnderWay;
}

function checkGrowth(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const isGrowing = (before: SetEntry) => before.replicas > 0 && isPartial(before);
  for (const { before, after, born, index } of newcomersOf(history, isGrowing)) {
    const gap = gaps.over({ on: ['pod', 'set'], from: before, to: born });
    if (gap) {
      blind(`at which revision ${born.name} came`, gap);
      continue;
    }
    trial();
    const { currentRevision, updateRevision } = before.status;
    const isBelow = index < after.updatePartition;
    const due = isBelow ? currentRevision : updateRevision;
    if (born.revision === due) continue;
    const where = `${isBelow ? 'below' : 'above'} update partition ${after.updatePartition}`;
    violation(`${born.name} came ${where} at ${born.revision} instead of ${due}`, [after, born]);
  }
  return findings();
}

function checkFromNothing(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const set of setTimelinesOf(history)) {
    const partial = set.states.find((state) => state.replicas > 0 && isPartial(state));
    if (!partial) continue;
    const isEmpty = (before: SetEntry) => before.replicas === 0 && before.rv > partial.rv;
    for (const { set: own, before, born, index } of newcomersOf(history, isEmpty)) {
      const { updateRevision } = before.status;
      const isSame = own.uid === set.uid && updateRevision === partial.status.updateRevision;
      if (!isSame || index >= partial.updatePartition) continue;
      const from = { clock: partial.clock, at: before.at - SLACK.controllerLagMs };
      const gap = gaps.over({ on: ['pod', 'set'], from, to: born });
      if (gap) {
        blind(`at which revision ${born.name} came back`, gap);
        continue;
      }
      trial();
      if (born.revision === updateRevision) continue;
      const says = `${born.name} came back from nothing at ${born.revision}`;
      violation(`${says} and not at ${updateRevision}`, [partial, before, born]);
    }
  }
  return findings();
}
