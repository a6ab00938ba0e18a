import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  isWanted,
  type PodEntry,
  statesDuring,
  wantedOrdinals,
} from '../../model/timeline.ts';
import {
  isOrdered,
  isThereAt,
  isWantedThroughout,
  isWell,
  leavingOf,
  momentsOf,
  type Scene,
  type Stretch,
  scenesOf,
  unreadyStretches,
} from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { type WhyGone, whyGoneIn } from '../why-gone.ts';

/** A step that the controller takes in order: what it does, when, and since when it is owed. */
interface Step {
  readonly pod: string;
  readonly entry: PodEntry;
}

interface Work {
  /** What the controller did for the set's size, while a member was unwell or afterwards. */
  steps(scene: Scene, blocker: Incarnation, why: (member: Incarnation) => WhyGone | null): Step[];
  /** Whether there was such work to do at a moment. */
  isOwed(scene: Scene, blocker: Incarnation, at: number): boolean;
  readonly did: string;
}

/** Growing goes on with ordinals that are wanted and not there, above the one that is unwell. */
const GROWING: Work = {
  did: 'was created',
  steps: ({ members }, blocker) =>
    members.flatMap(({ born, ordinal, pod }) =>
      born && ordinal > blocker.ordinal ? [{ pod, entry: born }] : [],
    ),
  isOwed({ set, members }, blocker, at) {
    const spec = set.states.findLast((state) => state.at <= at);
    if (!spec) return false;
    const wanted = wantedOrdinals(spec);
    return wanted.some(
      (ordinal) =>
        ordinal > blocker.ordinal &&
        !members.some((member) => member.ordinal === ordinal && isThereAt(member, at)),
    );
  },
};

/** Shrinking goes on with members that are there and no longer wanted. */
const SHRINKING: Work = {
  did: 'was deleted',
  steps: ({ members }, _, why) =>
    members.flatMap((member) => {
      const leaving = why(member) === 'condemned' ? leavingOf(member) : null;
      return leaving ? [{ pod: member.pod, entry: leaving }] : [];
    }),
  isOwed({ set, members }, _, at) {
    const spec = set.states.findLast((state) => state.at <= at);
    if (!spec) return false;
    return members.some((member) => {
      const leaving = leavingOf(member);
      const stays = isThereAt(member, at) && !(leaving && leaving.at <= at);
      return stays && !isWanted(spec, member.ordinal);
    });
  },
};

/** A set that grows under a member in trouble makes the trouble bigger. */
export const scaleUpHalts: StatefulPromise = {
  id: 'SS-ORD-003',
  level: 'MUST',
  statement:
    'A scale-up MUST halt while a member in range is not Ready, and go on by itself when it ' +
    'recovers',
  source: SOURCES.scaling,
  since: '1.9',
  check: (history) => checkHalts(history, GROWING),
};

/** A quorum that misses a voter cannot spare another one. */
export const scaleDownHalts: StatefulPromise = {
  id: 'SS-ORD-005',
  level: 'MUST',
  statement:
    'A scale-down MUST halt while a member that stays is not Ready, and go on by itself when it ' +
    'recovers',
  source: SOURCES.scaling,
  since: '1.9',
  check: (history) => checkHalts(history, SHRINKING),
};

function checkHalts(history: History, work: Work): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const why = whyGoneIn(history);
  for (const scene of scenesOf(history).filter(isOrdered)) {
    for (const blocker of scene.members) {
      const steps = work.steps(scene, blocker, why);
      for (const stretch of unreadyStretches(blocker)) {
        const { since, until } = stretch;
        const owedAt = firstOwed(scene, work, stretch);
        const endsAt = until?.at ?? scene.end;
        if (owedAt === null || endsAt - owedAt < SLACK.noticeableMs) continue;
        if (!isWantedThroughout(scene, blocker.ordinal, since.at, endsAt)) continue;
        const gap = gaps.over({ on: ['pod', 'set'], from: since, to: until ?? since });
        if (gap) {
          blind(`whether the set waited for ${blocker.pod}`, gap);
          continue;
        }
        const early = steps.find(
          ({ entry }) =>
            entry.at > since.at + SLACK.controllerLagMs &&
            entry.rv > since.rv &&
            (until === null || entry.rv < until.rv),
        );
        const resumed = until && steps.find(({ entry }) => entry.rv > until.rv);
        if (early) {
          trial();
          const says = `${early.pod} ${work.did} while ${blocker.pod} was not Ready`;
          violation(says, [since, early.entry]);
        } else if (resumed) trial();
        else if (until && isWell(until) && isStillOwed(scene, work, blocker, until)) {
          trial();
          violation(`nothing ${work.did} after ${blocker.pod} had recovered`, [since, until]);
        }
      }
    }
  }
  return findings();
}

/** When, in a stretch, there first was work to do that had to wait; null when there never was. */
function firstOwed(scene: Scene, work: Work, { member, since, until }: Stretch): number | null {
  const to = until?.at ?? scene.end;
  const moments = momentsOf(scene, since.at, to);
  return moments.find((at) => work.isOwed(scene, member, at)) ?? null;
}

/** Whether for long after a recovery all was well, and yet nothing was done. */
function isStillOwed(scene: Scene, work: Work, blocker: Incarnation, until: PodEntry): boolean {
  const late = until.at + SLACK.rolloutMs;
  if (scene.end < late) return false;
  const unwell = scene.members.some((member) =>
    statesDuring(member.states, until.at, late).some(
      (state) => state.rv > until.rv && (!state.ready || state.deleting !== null),
    ),
  );
  return !unwell && work.isOwed(scene, blocker, late);
}
