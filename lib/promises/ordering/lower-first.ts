import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import type { Incarnation } from '../../model/timeline.ts';
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
  wasWell,
} from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { whyGoneIn } from '../why-gone.ts';

/**
 * What a failure below may cost those above: nothing. They run on, and what is missing comes back
 * from the bottom.
 */
export const lowerFirst: StatefulPromise = {
  id: 'SS-ORD-007',
  level: 'MUST',
  statement:
    'A lower member that fails MUST be created again before anything above it is, and members ' +
    'above it that run MUST be left alone',
  source: SOURCES.scaling,
  since: '1.9',
  check: checkLowerFirst,
};

/** A set that waits for its top to become Ready before it mends its bottom never does either. */
export const noDeadlock: StatefulPromise = {
  id: 'SS-ORD-008',
  level: 'MUST',
  statement: 'A missing low ordinal MUST be created again although a member above it is not Ready',
  source: SOURCES.scaling,
  since: '1.9',
  check: checkNoDeadlock,
};

/** Slow, and no hang: who watches a set come back from an outage should know. */
export const serialRecovery: StatefulPromise = {
  id: 'SS-ORD-009',
  level: 'INFORMATIONAL',
  statement:
    'Recovery from the loss of several members MAY go one by one from the lowest, so that one ' +
    'that cannot become Ready keeps all missing ones above it down',
  source: SOURCES.scaling,
  since: 'all',
  check: checkSerialRecovery,
};

/** A member that went, and who came next in its place. */
interface Loss {
  readonly scene: Scene;
  readonly old: Incarnation;
  readonly next: Incarnation | null;
  readonly above: readonly Incarnation[];
}

function lossesOf(history: History): readonly Loss[] {
  return scenesOf(history)
    .filter(isOrdered)
    .flatMap((scene) =>
      scene.members.flatMap((old) => {
        const { gone, ordinal } = old;
        if (!gone || !isWantedThroughout(scene, ordinal, gone.at, gone.at)) return [];
        const next = scene.members.find(
          (member) => member.ordinal === ordinal && member.first.rv > gone.rv,
        );
        const above = scene.members.filter(
          (member) =>
            member.ordinal > ordinal &&
            isThere(member, gone.rv) &&
            isWantedThroughout(scene, member.ordinal, gone.at, gone.at),
        );
        return [{ scene, old, next: next ?? null, above }];
      }),
    );
}

function checkLowerFirst(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const why = whyGoneIn(history);
  for (const { scene, old, next, above } of lossesOf(history)) {
    const { gone } = old;
    const back = next?.states.find(isWell);
    if (!gone || !next || !back || above.length === 0) continue;
    const gap = gaps.over({ on: ['pod', 'set'], from: old.deleting ?? gone, to: back });
    if (gap) {
      blind(`what became of the members above ${old.pod}`, gap);
      continue;
    }
    trial();
    const early = scene.members.find(
      ({ born, ordinal }) =>
        born && ordinal > old.ordinal && born.rv > gone.rv && born.rv < back.rv,
    );
    if (early) {
      const says = `${early.pod} was created before ${old.pod} was back`;
      violation(says, [gone, early.born, back]);
    }
    for (const member of above) {
      const leaving = leavingOf(member);
      if (!leaving || leaving.rv < gone.rv || leaving.rv > back.rv) continue;
      if (!wasWell(member, leaving.rv) || why(member) !== 'none') continue;
      violation(`${member.pod}, which ran, was deleted when ${old.pod} was lost`, [gone, leaving]);
    }
  }
  return findings();
}

function checkNoDeadlock(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const { scene, old, next, above } of lossesOf(history)) {
    const { gone } = old;
    const late = (gone?.at ?? 0) + SLACK.rolloutMs;
    const until = next?.born?.rv ?? Number.MAX_SAFE_INTEGER;
    const unwell = above.find((member) => {
      const was = gone && stateBefore(member, gone.rv);
      if (!was || isWell(was)) return false;
      return !member.states.some(
        (state) => state.rv > gone.rv && state.rv < until && isWell(state),
      );
    });
    if (!gone || !unwell) continue;
    const to = next?.first ?? moment(Math.min(late, scene.end));
    const gap = gaps.over({ on: ['pod', 'set'], from: gone, to });
    if (gap) blind(`whether ${old.pod} came back`, gap);
    else if (next?.born) trial();
    else if (scene.end >= late && isWantedThroughout(scene, old.ordinal, gone.at, late)) {
      const lower = scene.members.filter(
        ({ ordinal, first }) => ordinal < old.ordinal && first.rv < gone.rv,
      );
      const isNext = lower.every((below) => !isThere(below, gone.rv) || wasWell(below, gone.rv));
      if (!isNext) continue;
      trial();
      const says = `${old.pod} never came back while ${unwell.pod} was not Ready`;
      violation(says, [gone, unwell.last]);
    }
  }
  return findings();
}

function checkSerialRecovery(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const losses = lossesOf(history);
  for (const low of losses) {
    const { born } = low.next ?? {};
    const { gone } = low.old;
    if (!born || !gone) continue;
    for (const high of losses) {
      const wasLost = high.scene === low.scene && high.old.ordinal > low.old.ordinal;
      const ready = low.next?.states.find(isWell);
      if (!wasLost || !high.old.gone || (ready && high.old.gone.rv > ready.rv)) continue;
      if (high.next && high.next.first.rv < born.rv) continue;
      const to = high.next?.first ?? moment(low.scene.end);
      const gap = gaps.over({ on: ['pod', 'set'], from: gone, to });
      if (gap) {
        blind(`in which order ${low.old.pod} and ${high.old.pod} came back`, gap);
        continue;
      }
      if (!high.next && low.scene.end - born.at < SLACK.noticeableMs) continue;
      trial();
      if (high.next && (!ready || high.next.first.rv < ready.rv)) {
        const says = `${high.next.pod} came back before ${low.old.pod} was Ready again`;
        violation(says, [born, high.next.first]);
      }
    }
  }
  return findings();
}
