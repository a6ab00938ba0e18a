import type { EntryOf, History } from '../../model/entry.ts';
import { endOf, entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  incarnationsOf,
  type PodEntry,
  type SetTimeline,
  setTimelinesOf,
  stateAt,
} from '../../model/timeline.ts';
import { disturbancesOf, lacksAt } from '../control-plane/convergence.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { type Tally, tally } from '../tally.ts';

const UPGRADE = 'upgrade-control-plane';

type FaultEntry = EntryOf<'fault'>;

/** A control plane on its way to another release, and what follows until somebody asks for more. */
interface Move {
  readonly what: 'upgrade' | 'downgrade';
  readonly begins: FaultEntry;
  /** When it was proved that all of it runs the other release. */
  readonly done: FaultEntry;
  readonly until: number;
}

/** A release that spells a template otherwise would restart every set of a cluster at once. */
export const upgradesRestartNothing: StatefulPromise = {
  id: 'SS-UPD-018',
  level: 'MUST',
  statement:
    'An upgrade or a downgrade of the control plane alone MUST restart no member and make no ' +
    'new update revision',
  source: SOURCES.rollout,
  since: 'broken from 1.33 to 1.34.0; gate StatefulSetSemanticRevisionComparison since',
  check(history) {
    const on = tally();
    const members = incarnationsOf(history);
    for (const move of movesOf(history)) {
      for (const set of setTimelinesOf(history)) {
        const isThere =
          set.first.at <= move.begins.at && (set.gone?.at ?? move.until) >= move.until;
        if (!isThere || lacksAt(history, set.uid, move.begins.at) !== null) continue;
        const own = members.filter(({ setUid }) => setUid === set.uid);
        judge({ history, move, set, members: own }, on);
      }
    }
    return on.findings();
  },
};

function movesOf(history: History): readonly Move[] {
  const phases = entriesOf(history, 'fault').filter(({ fault }) => fault === UPGRADE);
  return phases.flatMap((done, place): Move[] => {
    const begins = phases[place - 1];
    const isUp = done.phase === 'in-force' && begins?.phase === 'injecting';
    const isDown = done.phase === 'undone' && begins?.phase === 'undoing';
    if (!begins || !(isUp || isDown)) return [];
    const next = disturbancesOf(history).find(({ at }) => at > begins.at && at !== done.at);
    const until = next?.at ?? endOf(history);
    return [{ what: isUp ? 'upgrade' : 'downgrade', begins, done, until }];
  });
}

interface Scene {
  readonly history: History;
  readonly move: Move;
  readonly set: SetTimeline;
  readonly members: readonly Incarnation[];
}

function judge({ history, move, set, members }: Scene, on: Tally): void {
  const { what, begins, done, until } = move;
  const { clock, at: from } = begins;
  // Who is seen at the end is known by uid and by starts: what nobody saw before is in these, too.
  const looked = { clock, at: until - SLACK.failoverMs };
  const gap = gapsOf(history).over({ on: ['pod', 'set'], from: looked, to: { clock, at: until } });
  const before = stateAt(set.states, from) ?? set.first;
  const moved = set.states.find(
    ({ at, status }) =>
      at > from && at <= until && status.updateRevision !== before.status.updateRevision,
  );
  const restarted = members.flatMap((member) => restartOf(member, from, until) ?? []);
  const own = restarted.find(({ disruption }) => disruption === null);
  const evicted = restarted.find(({ disruption }) => disruption !== null);
  if (own) on.violation(`${own.name} was restarted by the ${what} alone`, [begins, own]);
  if (moved) on.violation(`the ${what} alone made a new revision of ${set.name}`, [before, moved]);
  if (own || moved) return;
  if (gap) on.blind(`${set.name} across the ${what}`, gap);
  else if (evicted) {
    const by = evicted.disruption;
    on.doubt(`${evicted.name} was taken by others during the ${what}: ${by}`, [begins, evicted]);
  } else if (until - done.at >= SLACK.failoverMs) on.trial();
  else on.doubt(`nobody shows the new leader at work on ${set.name}`, [begins, done]);
}

/** The first sign that a member which was there has been asked to go, or was started again. */
function restartOf({ states }: Incarnation, from: number, until: number): PodEntry | null {
  const before = stateAt(states, from);
  if (!before || before.deleting !== null || before.op === 'deleted') return null;
  const starts = startsOf(before);
  const later = states.filter(({ at }) => at > from && at <= until);
  return (
    later.find(({ deleting, op }) => deleting !== null || op === 'deleted') ??
    later.find((state) => startsOf(state) > starts) ??
    null
  );
}

function startsOf({ containers }: PodEntry): number {
  return containers.reduce((sum, { restarts }) => sum + restarts, 0);
}
