import type { History } from '../../model/entry.ts';
import { endOf, groupBy } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  firstReady,
  type Incarnation,
  incarnationsOf,
  isWanted,
  type PodEntry,
  setTimelinesOf,
  stateAt,
  successionsOf,
} from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * A kubelet that is short of something ends a pod for good: it stays as a corpse with the name of a
 * member, until the controller clears it away.
 */
export const failedMembersReplaced: StatefulPromise = {
  id: 'SS-NOD-009',
  level: 'MUST',
  statement:
    'A member that has Failed MUST be removed and created again under its name, with its claims',
  source: SOURCES.podFailure,
  since: '1.9',
  check: checkFailed,
};

/** Whoever counts pods, or pays for them, should know that nothing slows this down. */
export const failingGoesUnslowed: StatefulPromise = {
  id: 'SS-NOD-010',
  level: 'INFORMATIONAL',
  statement:
    'A member that Fails as soon as it is created MAY be created again without ever longer pauses',
  source: SOURCES.podFailure,
  since: 'open issue 89067',
  check: checkPace,
};

function checkFailed(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  const end = endOf(history);
  const next = new Map(successionsOf(history).map(([old, fresh]) => [old.uid, fresh]));
  for (const member of incarnationsOf(history)) {
    const failed = failureOf(member);
    if (!failed || !isStillWanted(history, member, failed.at)) continue;
    const successor = next.get(member.uid) ?? null;
    const until = successor?.first ?? { clock: failed.clock, at: end };
    const gap = gaps.over({ on: ['pod'], from: failed, to: until });
    const evidence = [failed, member.gone, successor?.first];
    if (gap) {
      blind(`what became of ${member.pod} after it had Failed`, gap);
    } else if (successor) {
      if (sameClaims(member, successor)) trial();
      else violation(`${member.pod} came back with other claims after it had Failed`, evidence);
    } else if (end - failed.at > SLACK.garbageMs) {
      const seconds = Math.round((end - failed.at) / 1000);
      violation(
        `${member.pod} had Failed, and ${seconds} s later nobody had replaced it`,
        evidence,
      );
    } else {
      doubt(`the history ends before ${member.pod} could be replaced`, evidence);
    }
  }
  return findings();
}

/** Failed before anybody had asked it to go: a deletion ends in that phase as well. */
function failureOf({ states }: Incarnation): PodEntry | null {
  return (
    states.find(({ phase, deleting, op }) => phase === 'Failed' && !deleting && op !== 'deleted') ??
    null
  );
}

function isStillWanted(history: History, { setUid, ordinal }: Incarnation, at: number): boolean {
  const set = setTimelinesOf(history).find(({ uid }) => uid === setUid);
  const last = set?.states.at(-1);
  const then = set ? stateAt(set.states, at) : null;
  return (
    !!last &&
    !!then &&
    !set?.gone &&
    !last.deleting &&
    isWanted(then, ordinal) &&
    isWanted(last, ordinal)
  );
}

function sameClaims({ first }: Incarnation, next: Incarnation): boolean {
  return JSON.stringify(first.claims) === JSON.stringify(next.first.claims);
}

/** So many in a row, and the pauses between the last of them tell whether they grew. */
const LOOP = 6;

function checkPace(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const slots = groupBy(incarnationsOf(history), ({ set, ordinal }) => `${set}-${ordinal}`);
  for (const [slot, own] of slots) {
    const failing = own.filter((member) => member.born && failureOf(member) && !firstReady(member));
    const [first] = failing;
    const last = failing.at(-1);
    if (!first || !last || failing.length < LOOP) continue;
    const pauses = failing.slice(1).map((member, place) => {
      return member.first.at - (failing[place]?.first.at ?? 0);
    });
    const early = Math.max(...pauses.slice(0, 2));
    const late = Math.min(...pauses.slice(-2));
    const gap = gaps.over({ on: ['pod'], from: first.first, to: last.first });
    if (gap) blind(`at what pace ${slot} was created again`, gap);
    // Doubled each time, the last of five pauses would be eight times the second.
    else if (late > 4 * early && late > SLACK.controllerLagMs) {
      const says = `${slot} was created again after ${Math.round(early)} ms at first`;
      violation(`${says}, and after ${Math.round(late)} ms at last`, [first.first, last.first]);
    } else trial();
  }
  return findings();
}
