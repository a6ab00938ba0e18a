import type { History } from '../../model/entry.ts';
import { groupBy } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  incarnationsOf,
  type PodEntry,
  type SetEntry,
  setTimelinesOf,
  statesDuring,
} from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { type ReadyFor, readyForIn } from '../written-times.ts';

/**
 * A replica that clones from its predecessor, or a quorum that is founded by its first member,
 * works only because nobody starts before those below are ready to be asked.
 *
 * The controller decides on a copy of the API that trails it, so a predecessor that was well a
 * moment ago was well enough. Sets with the Parallel policy promise no order and are not judged.
 */
export const orderedStart: StatefulPromise = {
  id: 'SS-ORD-001',
  level: 'MUST',
  statement:
    'A pod MUST NOT be created before every lower ordinal of its set exists, is Running and ' +
    'Ready, and is not Terminating',
  source: SOURCES.scaling,
  since: '1.9; "available" part ≈1.22+',
  check: checkOrderedStart,
};

function checkOrderedStart(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const readyFor = readyForIn(history);
  const slots = groupBy(incarnationsOf(history), ({ set, ordinal }) => `${set}-${ordinal}`);
  const sets = new Map(setTimelinesOf(history).map((set) => [set.uid, set]));

  for (const { born, set, setUid, ordinal } of [...slots.values()].flat()) {
    const states = born ? statesAround(sets.get(setUid)?.states ?? [], born.at) : [];
    const [spec] = states;
    if (!born || !spec || spec.policy !== 'OrderedReady') continue;
    // After a change of the start ordinal the controller may go by the old range for a moment.
    const start = Math.max(...states.map((state) => state.start));
    const lower = Array.from({ length: Math.max(0, ordinal - start) }, (_, at) => start + at);
    if (lower.length === 0) continue;

    const from = { clock: born.clock, at: born.at - SLACK.controllerLagMs };
    const gap = gaps.over({ on: ['pod', 'set'], from, to: born });
    if (gap) {
      blind(`whether ${born.name} was created in its turn`, gap);
      continue;
    }
    trial();
    const waitMs = Math.min(...states.map(({ minReadySeconds }) => minReadySeconds)) * 1000;
    for (const below of lower) {
      const own = slots.get(`${set}-${below}`) ?? [];
      if (wasWell(own, born, { waitMs, readyFor })) continue;
      const last = lastKnown(own, born);
      const says = `${born.name} was created while ${set}-${below} was ${conditionOf(last)}`;
      violation(says, [last, born]);
    }
  }
  return findings();
}

function statesAround(states: readonly SetEntry[], at: number): readonly SetEntry[] {
  return statesDuring(states, at - SLACK.controllerLagMs, at + SLACK.watchLagMs);
}

/** For how long a predecessor has to have been Ready, and how that is told. */
interface Patience {
  readonly waitMs: number;
  readonly readyFor: ReadyFor;
}

/** Whether a lower ordinal was well at some moment that the controller may have gone by. */
function wasWell(own: readonly Incarnation[], born: PodEntry, patience: Patience): boolean {
  const from = born.at - SLACK.controllerLagMs;
  return own.some(({ states }) => {
    // Versions order what happened to pods; arrival only says how long ago it was.
    const earlier = states.filter(({ rv }) => rv < born.rv);
    return statesDuring(earlier, from, born.at).some(
      (state) => isWell(state) && isAvailable(earlier, state, born, patience),
    );
  });
}

function isWell({ ready, phase, deleting, op }: PodEntry): boolean {
  return ready && phase === 'Running' && deleting === null && op !== 'deleted';
}

/** With minReadySeconds, Ready has to have lasted. */
function isAvailable(
  states: readonly PodEntry[],
  state: PodEntry,
  born: PodEntry,
  { waitMs, readyFor }: Patience,
): boolean {
  if (waitMs === 0) return true;
  const before = states.slice(0, states.indexOf(state) + 1);
  const unready = before.findLastIndex((earlier) => !isWell(earlier));
  const since = before[unready + 1] ?? state;
  const wasThereBefore = since.op === 'found';
  return wasThereBefore || readyFor(since, born) >= waitMs - SLACK.controllerLagMs;
}

function lastKnown(own: readonly Incarnation[], born: PodEntry): PodEntry | null {
  const earlier = own.flatMap(({ states }) => states.filter(({ rv }) => rv < born.rv));
  return earlier.sort((one, other) => one.rv - other.rv).at(-1) ?? null;
}

function conditionOf(pod: PodEntry | null): string {
  if (!pod || pod.op === 'deleted') return 'not there';
  if (pod.deleting) return 'Terminating';
  return pod.ready ? 'Ready, but not for long enough' : `${pod.phase}, not Ready`;
}
