import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { type Pause, pausesOf } from './pauses.ts';
import { takesSeveral, type UpdateDeletion } from './update-deletions.ts';

/**
 * A broken image must cost one member and not all of them, and an update must not take a second
 * voter while a first one is down for a reason of its own.
 *
 * Judged once the controller must have noticed. A member that an update itself took down counts
 * from the birth of its successor. Whether the update goes on afterwards is judged only where a
 * minute of quiet shows that it does not. Where several may be missing at once, an update goes on
 * past the first of them, and is not judged here.
 */
export const waitsForTheUnwell: readonly StatefulPromise[] = [
  {
    id: 'SS-UPD-006',
    level: 'MUST',
    statement:
      'A bad revision MUST stop at the first member that does not become Ready, with all lower ' +
      'ordinals left at the old revision and untouched',
    source: SOURCES.rollout,
    since: '1.7+',
    check: (history) => checkPauses(history, isBad, isLower),
  },
  {
    id: 'SS-UPD-010',
    level: 'MUST',
    statement:
      'Under ordered pod management any member that is not available MUST pause an update, at ' +
      'whatever ordinal and revision, and its recovery resumes it',
    source: SOURCES.rollout,
    since: '1.7+',
    check: (history) => checkPauses(history, isOrdered, () => true),
  },
];

/** The same, for those whom an update partition keeps out of the update. */
export function checkBelow(history: History): Findings {
  const isBelow = ({ state, ordinal }: Pause) => ordinal < state.start + state.updatePartition;
  return checkPauses(
    history,
    (pause) => isOrdered(pause) && isBelow(pause),
    () => true,
  );
}

function checkPauses(
  history: History,
  isTried: (pause: Pause) => boolean,
  isOwed: (taken: UpdateDeletion, pause: Pause) => boolean,
): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const pause of pausesOf(history).filter(isTried)) {
    const { first, state, to, taken, waiting } = pause;
    if (takesSeveral(state)) continue;
    const { clock } = first;
    const gap = gaps.over({ on: ['pod', 'set'], from: first, to: { clock, at: to } });
    if (gap) {
      blind(`an update that waits for ${first.name}`, gap);
      continue;
    }
    trial();
    const early = taken.find((one) => isOwed(one, pause));
    if (early) {
      const says = `${early.taken.name} was taken down while ${first.name} was not Ready`;
      violation(says, [first, state, early.now, early.taken]);
    }
    const end = history.findLast((entry) => entry.clock === clock);
    if (pause.isOver && !pause.next && end && isStuck(pause, end.at)) {
      const says = `${waiting.name} stays at ${waiting.revision} after ${first.name} has recovered`;
      violation(says, [first, state, waiting]);
    }
  }
  return findings();
}

/** Nothing of the set has changed for long, and the one that waited is as it was. */
function isStuck({ set, members, to, waiting }: Pause, end: number): boolean {
  const stirred = Math.max(
    to,
    ...set.states.map(({ at }) => at),
    ...members.flatMap(({ states }) => states.map(({ at }) => at)),
  );
  const own = members.find(({ uid }) => uid === waiting.uid);
  const now = set.states.at(-1);
  const isOutdated =
    own?.last.revision === waiting.revision && waiting.revision !== now?.status.updateRevision;
  const isOwed =
    now?.strategy === 'RollingUpdate' &&
    (own?.ordinal ?? -1) >= now.start + now.updatePartition &&
    now.status.ready === now.replicas;
  return isOutdated && isOwed && !own?.deleting && end - stirred > SLACK.rolloutMs;
}

function isOrdered({ state }: Pause): boolean {
  return state.policy === 'OrderedReady';
}

function isBad({ isBadRevision, waiting, ordinal, state }: Pause): boolean {
  return isBadRevision && Number(waiting.name.slice(state.name.length + 1)) < ordinal;
}

function isLower({ member }: UpdateDeletion, { ordinal }: Pause): boolean {
  return member.ordinal < ordinal;
}
