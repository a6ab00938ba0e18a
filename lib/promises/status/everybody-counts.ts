import type { History } from '../../model/entry.ts';
import { pairsOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  isWanted,
  type PodEntry,
  type SetEntry,
  stateAt,
  statesDuring,
} from '../../model/timeline.ts';
import { moment, type Scene, scenesOf } from '../scenes.ts';
import { isSilent, silencesOf } from '../silences.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * Who is on the way out is still there, uses a volume and answers clients: a status that left such
 * members out would call a set smaller than it is. And it would call an update further on than it
 * is, if it counted for the update those that are about to leave.
 */
export const everybodyCounts: StatefulPromise = {
  id: 'SS-STA-004',
  level: 'SHOULD',
  statement:
    'replicas and ready SHOULD count all members that there are, even those out of range or on ' +
    'their way out, and current and updated leave out those on their way out',
  source: SOURCES.api,
  since: '1.7+',
  check: checkCounts,
};

/** A stretch in which neither pods nor spec changed, and some of them had no future in it. */
interface Lull {
  readonly pods: readonly PodEntry[];
  readonly from: number;
  readonly to: number;
}

function checkCounts(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const silences = silencesOf(history);
  for (const scene of scenesOf(history)) {
    for (const { pods, from, to } of lullsOf(scene)) {
      // What is counted after the next change may be heard of before that change.
      const told = statesDuring(scene.set.states, to - SLACK.watchLagMs, to);
      const [set] = told;
      if (!set || isSilent(silences, from, to)) continue;
      const isRight = told.some((state) => miscounted(state, pods) === null);
      const wrong = isRight ? null : miscounted(set, pods);
      if (wrong !== null && to - from < SLACK.statusLagMs) continue;
      const gap = gaps.over({ on: ['pod', 'set'], from: moment(from), to: moment(to) });
      if (gap) blind(`whom ${set.name} counted`, gap);
      else if (wrong === null) trial();
      else violation(`${set.name} ${wrong}`, [set, ...pods.filter(hasNoFuture(set))]);
    }
  }
  return findings();
}

function lullsOf(scene: Scene): readonly Lull[] {
  const { members, set, end } = scene;
  const specs = set.states.filter(({ generation }, place) => {
    return set.states[place - 1]?.generation !== generation;
  });
  const changes = [...specs, ...members.flatMap(({ states }) => states)].map(({ at }) => at);
  const moments = [...new Set([...changes, end])].sort((one, other) => one - other);
  return pairsOf(moments).flatMap(([from, to]) => {
    if (to - from < SLACK.noticeableMs) return [];
    const pods = members
      .flatMap(({ states }) => stateAt(states, from) ?? [])
      .filter(({ op, owner }) => op !== 'deleted' && owner?.uid === set.uid);
    const spec = stateAt(set.states, from);
    const isThere = statesDuring(set.states, from, to).every(
      ({ deleting, op }) => deleting === null && op !== 'deleted',
    );
    return spec && isThere && pods.some(hasNoFuture(spec)) ? [{ pods, from, to }] : [];
  });
}

/** Condemned by the spec, or Terminating for whatever reason. */
function hasNoFuture(spec: SetEntry) {
  return ({ name, deleting }: PodEntry): boolean =>
    deleting !== null || !isWanted(spec, Number(name.slice(spec.name.length + 1)));
}

function miscounted({ status }: SetEntry, pods: readonly PodEntry[]): string | null {
  const staying = pods.filter(({ deleting }) => deleting === null);
  const at = (name: string | null) => staying.filter(({ revision }) => revision === name).length;
  const due = {
    replicas: pods.length,
    ready: pods.filter(({ ready, phase }) => ready && phase === 'Running').length,
    current: at(status.currentRevision),
    updated: at(status.updateRevision),
  } as const;
  for (const what of ['replicas', 'ready', 'current', 'updated'] as const) {
    if (status[what] !== due[what]) return `counts ${status[what]} ${what} where ${due[what]} are`;
  }
  return null;
}
