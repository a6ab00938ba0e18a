import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type Incarnation, type PodEntry, statesDuring } from '../../model/timeline.ts';
import {
  isOrdered,
  isThere,
  isWantedThroughout,
  isWell,
  leavingOf,
  moment,
  type Scene,
  scenesOf,
  stateBefore,
} from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { whyGoneIn } from '../why-gone.ts';

/** Scaling at once is one thing; to renew everybody at once is an outage. */
export const updatesOneByOne: StatefulPromise = {
  id: 'SS-PAR-004',
  level: 'MUST',
  statement:
    'A Parallel set MUST still update one member at a time from the highest, and go on only when ' +
    'the updated one is available',
  source: SOURCES.rollout,
  since: '1.7+ with gate MaxUnavailableStatefulSet off',
  check: checkOneByOne,
};

/** One that is unwell by itself and one that is being renewed are two that are missing. */
export const unwellBelowHoldsNothing: StatefulPromise = {
  id: 'SS-PAR-005',
  level: 'INFORMATIONAL',
  statement:
    'A lower member that is not Ready MAY hold back no update of a Parallel set, so that more ' +
    'than one member is unavailable',
  source: SOURCES.parallel,
  since: 'gate off',
  check: checkUnwellBelow,
};

/** The way back from a broken revision leads over the template alone. */
export const brokenIsReplaced: StatefulPromise = {
  id: 'SS-PAR-006',
  level: 'SHOULD',
  statement:
    'After a broken revision of a Parallel set, changing the template back SHOULD be enough to ' +
    'replace the broken pods',
  source: SOURCES.rollout,
  since:
    'broken in 1.35.0 until the gate was turned off again (1.35 patch, 1.36); still broken when ' +
    'the gate is on in 1.36.3',
  check: checkBrokenReplaced,
};

interface Renewal {
  readonly scene: Scene;
  readonly member: Incarnation;
  readonly leaving: PodEntry;
}

function renewalsOf(history: History): readonly Renewal[] {
  const why = whyGoneIn(history);
  return scenesOf(history)
    .filter((scene) => !isOrdered(scene))
    .flatMap((scene) =>
      scene.members.flatMap((member) => {
        const leaving = why(member) === 'update' ? leavingOf(member) : null;
        return leaving ? [{ scene, member, leaving }] : [];
      }),
    );
}

function checkOneByOne(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const { scene, member, leaving } of renewalsOf(history)) {
    const spec = scene.set.states.findLast(({ at }) => at <= leaving.at);
    // A set that allows more than one to be missing has its own promises.
    if (spec && (spec.maxUnavailable ?? '1') !== '1') continue;
    const wanted = spec ? spec.start + spec.replicas : 0;
    const above = Array.from(
      { length: Math.max(0, wanted - member.ordinal - 1) },
      (_, index) => member.ordinal + 1 + index,
    );
    if (above.length === 0) continue;
    const from = moment(leaving.at - SLACK.controllerLagMs);
    const gap = gaps.over({ on: ['pod', 'set'], from, to: leaving });
    if (gap) {
      blind(`whether ${member.pod} was updated in its turn`, gap);
      continue;
    }
    trial();
    for (const ordinal of above) {
      const own = scene.members.filter((other) => other.ordinal === ordinal);
      const wasReady = own.some(({ states }) =>
        statesDuring(
          states.filter(({ rv }) => rv < leaving.rv),
          from.at,
          leaving.at,
        ).some((state) => isWell(state) && state.revision !== leaving.revision),
      );
      if (wasReady) continue;
      const last = own.findLast((other) => isThere(other, leaving.rv)) ?? own.at(-1);
      const says = `${member.pod} was updated before ${scene.set.name}-${ordinal} was, and well`;
      violation(says, [last && stateBefore(last, leaving.rv), leaving]);
    }
  }
  return findings();
}

function checkUnwellBelow(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const { scene, member, leaving } of renewalsOf(history)) {
    const unwell = unwellBelow(scene, member, leaving);
    if (!unwell) continue;
    const gap = gaps.over({ on: ['pod', 'set'], from: unwell, to: leaving });
    if (gap) blind(`whether ${member.pod} was held back`, gap);
    else trial();
  }
  for (const scene of scenesOf(history).filter((one) => !isOrdered(one))) {
    const top = scene.members
      .filter(({ gone, last }) => !gone && last.deleting === null)
      .sort((one, other) => other.ordinal - one.ordinal)[0];
    const asked = top && askedFor(scene, top);
    if (!top || !asked || !isWell(top.last) || scene.end - asked.at < SLACK.rolloutMs) continue;
    const unwell = unwellBelow(scene, top, { ...top.last, at: scene.end, rv: Infinity });
    if (!unwell || unwell.at > asked.at) continue;
    if (gaps.over({ on: ['pod', 'set'], from: asked, to: moment(scene.end) })) continue;
    trial();
    violation(`${top.pod} was held back by ${unwell.name}, which was not Ready`, [asked, unwell]);
  }
  return findings();
}

/** What was last known of a lower member that had not been Ready for long enough to be noticed. */
function unwellBelow(scene: Scene, member: Incarnation, leaving: PodEntry): PodEntry | null {
  for (const other of scene.members) {
    if (other.ordinal >= member.ordinal || !isThere(other, leaving.rv)) continue;
    const state = stateBefore(other, leaving.rv);
    const isKnown = state && state.at <= leaving.at - SLACK.controllerLagMs;
    if (isKnown && !isWell(state)) return state;
  }
  return null;
}

/** The status from which on another revision than a member's was the one to update to. */
function askedFor({ set }: Scene, { first, last, ordinal }: Incarnation) {
  const isDue = (state: (typeof set.states)[number]) =>
    state.strategy !== 'OnDelete' &&
    ordinal - state.start >= state.updatePartition &&
    state.status.updateRevision !== last.revision;
  const newest = set.states.at(-1);
  return newest && isDue(newest)
    ? (set.states.find((state) => state.at > first.at && isDue(state)) ?? null)
    : null;
}

function checkBrokenReplaced(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const renewed = renewalsOf(history);
  for (const { member, leaving } of renewed) {
    const { first, pod, states } = member;
    const wasBroken = first.op === 'added' && !states.some(({ ready }) => ready);
    if (!wasBroken) continue;
    const gap = gaps.over({ on: ['pod', 'set'], from: first, to: leaving });
    if (gap) blind(`whether ${pod} was broken and replaced`, gap);
    else trial();
  }
  for (const scene of scenesOf(history).filter((one) => !isOrdered(one))) {
    for (const member of scene.members) {
      const { first, last, ordinal, pod, states } = member;
      const asked = askedFor(scene, member);
      const isStuck = !leavingOf(member) && !states.some(({ ready }) => ready);
      if (!asked || asked.at <= first.at || !isStuck) continue;
      if (scene.end - asked.at < SLACK.rolloutMs) continue;
      if (!isWantedThroughout(scene, ordinal, asked.at, scene.end)) continue;
      if (gaps.over({ on: ['pod', 'set'], from: first, to: moment(scene.end) })) continue;
      trial();
      violation(`${pod} stayed at the broken ${last.revision}`, [asked, last]);
    }
  }
  return findings();
}
