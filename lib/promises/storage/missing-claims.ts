import type { History } from '../../model/entry.ts';
import { endOf, entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  firstReady,
  type Incarnation,
  incarnationsOf,
  isWanted,
  type SetTimeline,
  setTimelinesOf,
  stateAt,
} from '../../model/timeline.ts';
import { type ClaimLife, claimLivesOf, claimNames } from '../../model/timeline-claims.ts';
import { deletedByUser } from '../deletion/reading.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * A disk is lost, its claim is deleted by hand: the set mends itself, or it never does.
 *
 * Judged where a claim was removed of which the set had made use, and its pod is created anew.
 */
export const missingClaimMade: StatefulPromise = {
  id: 'SS-STO-007',
  level: 'MUST',
  statement:
    'A claim that is missing when its pod is created again MUST be created from its template',
  source: SOURCES.storage,
  since: '1.9',
  check: (history) => checkMissing(history, 'recreated'),
};

/** A pod that waits for a claim which nobody makes would wait for ever. */
export const missingClaimOfPending: StatefulPromise = {
  id: 'SS-STO-008',
  level: 'SHOULD',
  statement: 'A Pending pod whose claim is missing SHOULD get it, and not be deleted for it',
  source: SOURCES.storage,
  since: '1.27',
  check: (history) => checkMissing(history, 'pending'),
};

/**
 * A pod on a claim that is going away loses its data at the next chance, or hangs.
 *
 * Judged while a claim of a wanted ordinal was Terminating and its pod was not there.
 */
export const noPodOnGoingClaim: StatefulPromise = {
  id: 'SS-STO-009',
  level: 'MUST',
  statement:
    'While a claim has a deletionTimestamp its pod MUST NOT be created; that is reported, ' +
    'and the ' +
    'pod appears once the claim is gone and made anew',
  source: SOURCES.storage,
  since: '1.20',
  check: checkGoing,
};

function checkMissing(history: History, of: 'recreated' | 'pending'): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const end = endOf(history);
  const asked = deletedByUser(history);
  const claims = claimLivesOf(history);
  const members = incarnationsOf(history);
  for (const set of setTimelinesOf(history)) {
    for (const [ordinal, old] of removedClaims(set, members, claims)) {
      const { gone } = old;
      const state = gone && stateAt(set.states, gone.at);
      if (!gone || !state || !isWanted(state, ordinal) || state.deleting || !isPresent(set, gone)) {
        continue;
      }
      const present = members.find(
        ({ setUid, ordinal: slot, first, gone: left }) =>
          setUid === set.uid &&
          slot === ordinal &&
          first.at < gone.at &&
          (left?.at ?? Number.POSITIVE_INFINITY) > gone.at + SLACK.watchLagMs,
      );
      const isPending = present && stateAt(present.states, gone.at)?.phase === 'Pending';
      // A claim that went from under a pod that runs is another promise broken.
      if (of === 'pending' ? !isPending : present !== undefined) continue;
      const pending = of === 'pending' ? present : undefined;
      const fresh = claims.find(({ name, first }) => name === old.name && first.rv > gone.rv);
      const user = members.find(
        ({ setUid, ordinal: slot, first }) =>
          setUid === set.uid && slot === ordinal && first.at > gone.at - SLACK.watchLagMs,
      );
      const to = fresh?.first ?? { clock: gone.clock, at: end };
      const gap = gaps.over({ on: ['claim', 'pod', 'set'], from: gone, to });
      const ready = user ? firstReady(user) : null;
      const left = pending?.deleting ?? null;
      const then = left && stateAt(set.states, left.at);
      // Whom its user or the end of its set takes away does not go for want of a claim.
      const wasDeleted =
        left &&
        left.at < to.at &&
        then &&
        !then.deleting &&
        isPresent(set, left) &&
        !asked.has(pending?.pod ?? '');
      if (wasDeleted) {
        violation(`${pending?.pod} was deleted for want of ${old.name}`, [gone, left]);
      } else if (ready && !fresh && end - ready.at > SLACK.watchLagMs) {
        violation(`${user?.pod} is Ready and ${old.name} was not made anew`, [gone, ready]);
      } else if (gap) blind(`whether ${old.name} was made anew`, gap);
      else if (fresh) trial();
      else if (end - gone.at >= SLACK.rolloutMs * 4 && !set.gone) {
        violation(`${old.name} was missing and was not made anew`, [gone, set.first]);
      }
    }
  }
  return findings();
}

/** Claims of a set that were to go while it was there, with the ordinal that they are of. */
function removedClaims(
  set: SetTimeline,
  members: readonly Incarnation[],
  claims: readonly ClaimLife[],
): readonly (readonly [number, ClaimLife])[] {
  const ordinals = new Set(
    members.filter(({ setUid }) => setUid === set.uid).map(({ ordinal }) => ordinal),
  );
  return [...ordinals].flatMap((ordinal) =>
    claims
      .filter(({ name, deleting }) => deleting && claimNames(set.first, ordinal).includes(name))
      .map((claim) => [ordinal, claim] as const),
  );
}

function isPresent({ first, gone }: SetTimeline, { at }: { readonly at: number }): boolean {
  return first.at <= at && (gone?.at ?? Number.POSITIVE_INFINITY) > at;
}

function checkGoing(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  const end = endOf(history);
  const claims = claimLivesOf(history);
  const members = incarnationsOf(history);
  const failures = entriesOf(history, 'event').filter(({ reason }) => reason === 'FailedCreate');
  for (const set of setTimelinesOf(history)) {
    for (const [ordinal, claim] of removedClaims(set, members, claims)) {
      const { deleting, gone } = claim;
      const own = members.filter((m) => m.setUid === set.uid && m.ordinal === ordinal);
      if (!deleting?.deleting) continue;
      // Of one that stays for ever, the end may be what was not heard of yet.
      const until = gone ? gone.at - SLACK.watchLagMs : end - SLACK.lateNewsMs;
      const early = own.find(
        ({ born }) => born && born.at > deleting.at + SLACK.controllerLagMs && born.at < until,
      );
      const unseen = gone
        ? null
        : gaps.over({ on: ['claim'], from: deleting, to: { clock: deleting.clock, at: end } });
      if (early && unseen) blind(`when ${claim.name} was gone`, unseen);
      else if (early) {
        violation(`${early.pod} was created while ${claim.name} was going`, [
          deleting,
          early.first,
        ]);
      }
      if (early || !gone) continue;
      const user = own.find(({ first }) => first.at < deleting.at);
      const left = user?.gone;
      const next = own.find(({ first }) => first.at > gone.at - SLACK.watchLagMs);
      // Only where the claim outlived its pod was there something to wait for.
      const waited = left ? gone.at - Math.max(left.at, deleting.at) : 0;
      if (waited >= SLACK.controllerLagMs && next) {
        const gap = gaps.over({ on: ['claim', 'pod', 'set'], from: deleting, to: next.first });
        const says = failures.find(
          ({ about, at }) => about.name === set.name && at >= deleting.at && at <= next.first.at,
        );
        if (gap) blind(`when ${next.pod} was created`, gap);
        else if (says) trial();
        else doubt(`nobody was heard to say why ${next.pod} had to wait`, [deleting, next.first]);
      }
    }
  }
  return findings();
}
