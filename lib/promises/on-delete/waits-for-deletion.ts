import type { History } from '../../model/entry.ts';
import { endOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  incarnationsOf,
  isWanted,
  type SetEntry,
  type SetTimeline,
  setTimelinesOf,
  stateAt,
  statesDuring,
} from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { type UpdateDeletion, updateDeletionsOf } from '../updates/update-deletions.ts';

/**
 * OnDelete is chosen by those who know better than a controller when a member may go, and it is
 * worth something only if the controller keeps its hands off.
 */
export const waitsForDeletion: readonly StatefulPromise[] = [
  {
    id: 'SS-OND-001',
    level: 'MUST',
    statement: 'Under OnDelete a template change alone MUST NOT replace any member',
    source: SOURCES.rollout,
    since: '1.7+',
    check: checkHandsOff,
  },
  {
    id: 'SS-OND-002',
    level: 'MUST',
    statement:
      'Under OnDelete a member that goes away, for whatever reason, MUST return at the update ' +
      'revision',
    source: SOURCES.rollout,
    since: '1.7+',
    check: (history) => checkBirths(history, true),
  },
  {
    id: 'SS-OND-003',
    level: 'INFORMATIONAL',
    statement:
      'Under OnDelete ordinals that come with growth MAY be at the update revision at once',
    source: SOURCES.rollout,
    since: 'all',
    check: (history) => checkBirths(history, false),
  },
  {
    id: 'SS-OND-004',
    level: 'INFORMATIONAL',
    statement:
      'Under OnDelete the status MAY go on calling the old revision the current one after all ' +
      'members were replaced',
    source: SOURCES.rollout,
    since: 'up to 1.36; issues 73492 and 106055',
    check: checkPromotion,
  },
];

/** A stretch in which a set waits for deletions to bring its members to one revision. */
export interface Waiting {
  readonly set: SetTimeline;
  readonly members: readonly Incarnation[];
  readonly first: SetEntry;
  readonly last: SetEntry;
  readonly until: number;
  readonly revision: string;
}

export function waitingsOf(history: History): readonly Waiting[] {
  const all = incarnationsOf(history);
  return setTimelinesOf(history).flatMap((set) => {
    const members = all.filter(({ setUid }) => setUid === set.uid);
    const waitings: Waiting[] = [];
    for (const [place, state] of set.states.entries()) {
      const { updateRevision, observedGeneration } = state.status;
      const isSeen = observedGeneration >= state.generation && state.op !== 'deleted';
      if (state.strategy !== 'OnDelete' || state.op === 'deleted' || updateRevision === null)
        continue;
      // What changes beside the template, such as growth, ends no stretch while it is yet unseen.
      const isOpen = waitings.at(-1)?.last === set.states[place - 1];
      const isGoingOn = isOpen && waitings.at(-1)?.last.template === state.template;
      if (!isSeen && !isGoingOn) continue;
      const until = set.states[place + 1]?.at ?? endOf(history);
      const open = waitings.at(-1);
      const isSame = open?.last === set.states[place - 1] && open?.revision === updateRevision;
      if (open && isSame) waitings[waitings.length - 1] = { ...open, last: state, until };
      else
        waitings.push({ set, members, first: state, last: state, until, revision: updateRevision });
    }
    return waitings;
  });
}

/** Long enough for a controller that would act to have acted. */
export const ACTS_MS = 2 * SLACK.controllerLagMs;

/** Whether an update took the member down in this stretch, by what was asked in it. */
export function isTakenIn({ set, first, until }: Waiting) {
  return ({ taken, ...one }: UpdateDeletion) =>
    one.set.uid === set.uid && taken.at > first.at + SLACK.controllerLagMs && taken.at < until;
}

export function outdatedIn({ members, first, revision }: Waiting): readonly Incarnation[] {
  return members.filter((member) => {
    const state = stateAt(member.states, first.at);
    const isThere = state !== null && state.op !== 'deleted';
    return isThere && isWanted(first, member.ordinal) && state.revision !== revision;
  });
}

function checkHandsOff(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const deletions = updateDeletionsOf(history);
  for (const waiting of waitingsOf(history)) {
    const { set, first, until, revision } = waiting;
    if (outdatedIn(waiting).length === 0 || until - first.at < ACTS_MS) continue;
    const to = { clock: first.clock, at: until };
    const gap = gaps.over({ on: ['pod', 'set'], from: first, to });
    if (gap) {
      blind(`the members of ${set.name} under OnDelete`, gap);
      continue;
    }
    trial();
    const taken = deletions.find(isTakenIn(waiting));
    if (!taken) continue;
    const says = `${taken.taken.name} was taken down under OnDelete`;
    violation(`${says} when ${revision} became the update revision`, [first, taken.taken]);
  }
  return findings();
}

/** Births under OnDelete: of ordinals that had a member before, or of those that never had. */
function checkBirths(history: History, isReturn: boolean): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const { set, members, first, until, revision } of waitingsOf(history)) {
    for (const { born, ordinal, pod } of members) {
      if (!born || born.at <= first.at + SLACK.controllerLagMs || born.at > until) continue;
      const before = members.findLast((one) => one.ordinal === ordinal && one.first.rv < born.rv);
      const isOwed = before
        ? before.last.revision !== revision
        : first.status.currentRevision !== revision;
      if ((before !== undefined) !== isReturn || !isOwed) continue;
      const gap = gaps.over({ on: ['pod', 'set'], from: first, to: born });
      if (gap) {
        blind(`at which revision ${pod} came`, gap);
        continue;
      }
      trial();
      const possible = statesDuring(set.states, born.at - SLACK.controllerLagMs, born.at);
      const isRight = possible.some(({ status }) => status.updateRevision === born.revision);
      if (isRight) continue;
      violation(`${pod} came under OnDelete at ${born.revision} and not at ${revision}`, [
        first,
        born,
      ]);
    }
  }
  return findings();
}

function checkPromotion(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const { set, members, first, last, until, revision } of waitingsOf(history)) {
    const wanted = members.filter(({ ordinal }) => isWanted(last, ordinal));
    const own = wanted.flatMap((member) => {
      const state = stateAt(member.states, until);
      return state && state.op !== 'deleted' ? [state] : [];
    });
    const isDone =
      own.length === last.replicas && own.every((one) => one.ready && one.revision === revision);
    const was = first.status.currentRevision;
    const settledAt = Math.max(first.at, ...own.map(({ at }) => at));
    if (!isDone || was === revision || until - settledAt < ACTS_MS) continue;
    const to = { clock: first.clock, at: until };
    const gap = gaps.over({ on: ['pod', 'set'], from: first, to });
    if (gap) blind(`what ${set.name} calls its current revision`, gap);
    else if (last.status.currentRevision === was) trial();
    else violation(`${set.name} calls ${revision} its current revision now`, [first, last]);
  }
  return findings();
}
