import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { type Look, returnedAsItWas } from './returned-as-it-was.ts';
import {
  isWell,
  memberBefore,
  ordinalsAbove,
  takesSeveral,
  type UpdateDeletion,
  updateDeletionsOf,
  wasAvailable,
} from './update-deletions.ts';

/**
 * A quorum survives an update because it loses one voter at a time, and a primary with the lowest
 * ordinal moves once because it is taken last.
 *
 * Judged are members that the controller itself took down while their set asked for them. It acts
 * on a copy of the API that trails it, so what was so a moment ago was good enough.
 */
export const takenInTurn: readonly StatefulPromise[] = [
  {
    id: 'SS-UPD-001',
    level: 'MUST',
    statement: 'A template change MUST replace members one by one from the highest ordinal down',
    source: SOURCES.rollout,
    since: '1.7+',
    check: (history) => checkDeletions(history, inOrder),
  },
  {
    id: 'SS-UPD-002',
    level: 'MUST',
    statement:
      'The next lower member MUST NOT be deleted before those just updated above it are Running ' +
      'and Ready, for minReadySeconds where that is set',
    source: SOURCES.rollout,
    since: '1.7+; available since minReadySeconds',
    check: (history) => checkDeletions(history, afterThoseAbove),
  },
  {
    id: 'SS-UPD-003',
    level: 'MUST',
    statement:
      'Only members of another revision than the update revision are deleted, they return at it, ' +
      'and one that is up to date MUST NOT be restarted by an update',
    source: SOURCES.rollout,
    since: '1.7+',
    check: (history) => checkDeletions(history, onlyTheOutdated),
  },
  {
    id: 'SS-UPD-013',
    level: 'MUST',
    statement:
      'An update of a healthy set with ordered pod management MUST NOT leave more than one ' +
      'member unavailable at any time',
    source: SOURCES.rollout,
    since: '1.7+',
    check: (history) => checkDeletions(history, oneOutstanding),
  },
];

function checkDeletions(
  history: History,
  look: (deletion: UpdateDeletion, earlier: readonly UpdateDeletion[]) => Look,
): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const deletions = updateDeletionsOf(history);
  for (const [place, deletion] of deletions.entries()) {
    const { set, taken, now } = deletion;
    const earlier = deletions.slice(0, place).filter((one) => one.set.uid === set.uid);
    const seen = look(deletion, earlier);
    if (seen === 'untried') continue;
    const { clock } = taken;
    const first = earlier.at(-1)?.taken.at ?? taken.at;
    const from = { clock, at: first - SLACK.controllerLagMs };
    const to = { clock, at: taken.at + SLACK.controllerLagMs };
    const gap = gaps.over({ on: ['pod', 'set'], from, to });
    if (gap) blind(`how ${taken.name} came to be taken down`, gap);
    else if (seen === 'kept') trial();
    else violation(seen.says, [now, taken, ...seen.seen]);
  }
  return findings();
}

export function inOrder(deletion: UpdateDeletion): Look {
  const { states, now, member, members, taken } = deletion;
  const targets = aimsOf(deletion);
  if (!isRolling(states) || targets.length === 0) return 'untried';
  const above = ordinalsAbove(now, member.ordinal);
  if (above.length === 0) return 'untried';
  for (const ordinal of above) {
    const known = memberBefore(members, ordinal, taken.rv);
    if (!known || known.state.deleting || isTarget(targets, known.state.revision)) continue;
    const says = `${taken.name} was taken down while ${known.state.name} above it was still at`;
    return { says: `${says} ${known.state.revision}`, seen: [known.state] };
  }
  return 'kept';
}

export function afterThoseAbove(deletion: UpdateDeletion): Look {
  const { states, now, member, members, taken } = deletion;
  const targets = aimsOf(deletion);
  if (!isRolling(states) || targets.length === 0 || states.some(takesSeveral)) return 'untried';
  const above = ordinalsAbove(now, member.ordinal);
  if (above.length === 0) return 'untried';
  const waitMs = Math.min(...states.map(({ minReadySeconds }) => minReadySeconds)) * 1000;
  for (const ordinal of above) {
    const name = `${now.name}-${ordinal}`;
    const known = memberBefore(members, ordinal, taken.rv);
    if (!known) return { says: `${taken.name} was taken down while ${name} was missing`, seen: [] };
    const { state } = known;
    const isOutdated = !isTarget(targets, state.revision);
    // An old one that still runs is out of order, which is another promise.
    if (isOutdated && !state.deleting) continue;
    const isReady = !isOutdated && wasAvailable(known.member, deletion, waitMs);
    if (isReady) continue;
    const how = state.deleting ? 'Terminating' : isWell(state) ? 'Ready too shortly' : 'not Ready';
    return { says: `${taken.name} was taken down while ${name} was ${how}`, seen: [state] };
  }
  return 'kept';
}

function onlyTheOutdated(deletion: UpdateDeletion, earlier: readonly UpdateDeletion[]): Look {
  const { taken, targets } = deletion;
  if (targets.length === 0 || taken.revision === null) return 'untried';
  if (targets.some((target) => target !== taken.revision)) {
    return returnedAsItWas(deletion, earlier) ?? 'kept';
  }
  const says = `${taken.name} was taken down by its controller`;
  return { says: `${says}, though it was at ${taken.revision} already`, seen: [] };
}

function oneOutstanding(deletion: UpdateDeletion, earlier: readonly UpdateDeletion[]): Look {
  const { states, members, member, taken } = deletion;
  const isOrdered = states.every((one) => one.policy === 'OrderedReady' && !takesSeveral(one));
  const others = earlier.filter((one) => one.member.ordinal !== member.ordinal);
  if (!isOrdered || others.length === 0) return 'untried';
  for (const { member: gone, taken: before } of others) {
    const isBack = members.some(
      ({ ordinal, uid, states: own }) =>
        ordinal === gone.ordinal &&
        uid !== gone.uid &&
        own.some((state) => isWell(state) && state.rv > before.rv && state.rv < taken.rv),
    );
    if (isBack || !states.every((state) => gone.ordinal < state.start + state.replicas)) continue;
    const says = `${taken.name} was taken down before ${gone.pod}, taken down earlier, was back`;
    return { says, seen: [before] };
  }
  return 'kept';
}

/** A controller that takes a member down aims at another revision than that member's. */
function aimsOf({ targets, taken }: UpdateDeletion): readonly string[] {
  return targets.filter((target) => target !== taken.revision);
}

function isRolling(states: UpdateDeletion['states']): boolean {
  return states.every(({ strategy }) => strategy === 'RollingUpdate');
}

function isTarget(targets: readonly string[], revision: string | null): boolean {
  return revision !== null && targets.includes(revision);
}
