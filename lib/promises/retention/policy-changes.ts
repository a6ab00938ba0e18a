import type { History } from '../../model/entry.ts';
import { pairsOf } from '../../model/history.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { isWanted, type SetEntry, type SetTimeline } from '../../model/timeline.ts';
import { type ClaimLife, claimName } from '../../model/timeline-claims.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { isForeignControlled, ownedBySet, type Reading, readRetention } from './reading.ts';

/** Whoever changes the policy of a set means the volumes that are there, and not the next ones. */
export const policyReachesLiveClaims: StatefulPromise = {
  id: 'SS-RET-008',
  level: 'SHOULD',
  statement:
    'A change of whenDeleted SHOULD reach the claims of live pods: to Delete they become ' +
    'the set’s, ' +
    'to Retain they cease to be',
  source: SOURCES.retention,
  since: '1.27',
  check: (history) => checkChanges(history, 'wanted'),
};

/**
 * A surprise: there is no pod left whose reconciliation would lead to the claim, so it is kept, and
 * paid for, for ever.
 */
export const policyMissesOldClaims: StatefulPromise = {
  id: 'SS-RET-009',
  level: 'INFORMATIONAL',
  statement:
    'A later change of policy MAY leave claims of ordinals that were scaled away before as ' +
    'they are',
  source: SOURCES.retention,
  since: '1.27',
  check: (history) => checkChanges(history, 'scaled-away'),
};

/** Adoption is how a set is moved, and its policy has to move with it. */
export const policyReachesAdopted: StatefulPromise = {
  id: 'SS-RET-012',
  level: 'SHOULD',
  statement: 'The policy of a set SHOULD apply to the claims of pods that it adopted',
  source: SOURCES.retention,
  since: '1.27',
  check: checkAdopted,
};

function checkChanges(history: History, of: 'wanted' | 'scaled-away'): Findings {
  const { trial, violation, blind, findings } = tally();
  const reading = readRetention(history);
  for (const set of reading.sets) {
    for (const [before, after] of pairsOf(set.states)) {
      if (before.whenDeleted === after.whenDeleted || after.op === 'deleted') continue;
      const until = nextChange(set, after, reading.end);
      for (const claim of claimsInReach(set, after, of, reading)) {
        const from = claim.states.findLast(({ at }) => at <= after.at) ?? claim.first;
        const later = claim.states.filter(({ at }) => at > after.at && at <= until);
        const last = later.at(-1) ?? from;
        const belongs = ownedBySet(last, set) !== null;
        const due = after.whenDeleted === 'Delete';
        const gap = reading.gaps.over({
          on: ['claim', 'set', 'pod'],
          ...{ from: after, to: { clock: after.clock, at: until } },
        });
        const kept = ownedBySet(from, set) !== null;
        if (of === 'scaled-away' && belongs !== kept) {
          violation(`${claim.name} changed hands with the policy, without a pod`, [after, last]);
        } else if (of === 'wanted' && belongs !== due) {
          // Shorter than that it proves nothing: the controller may not have come to it.
          if (until - after.at < SLACK.rolloutMs) continue;
          const says = `${claim.name} was not reached by whenDeleted=${after.whenDeleted}`;
          violation(says, [after, last]);
        } else if (gap) blind(`how the policy reached ${claim.name}`, gap);
        else if (of === 'wanted' || until - after.at >= SLACK.watchLagMs) trial();
      }
    }
  }
  return findings();
}

/** Up to when a change of policy has the last word: the next one, a new scale, or a deletion. */
function nextChange({ states }: SetTimeline, after: SetEntry, end: number): number {
  const next = states.find(
    ({ rv, op, deleting, whenDeleted, replicas, start }) =>
      rv > after.rv &&
      (op === 'deleted' ||
        deleting !== null ||
        whenDeleted !== after.whenDeleted ||
        replicas !== after.replicas ||
        start !== after.start),
  );
  return next?.at ?? end;
}

function claimsInReach(
  set: SetTimeline,
  state: SetEntry,
  of: 'wanted' | 'scaled-away',
  reading: Reading,
): readonly ClaimLife[] {
  const members = reading.membersOf(set);
  return reading.claims.filter((claim) => {
    const ordinal = ordinalOf(set, claim.name);
    if (ordinal === null || claim.first.at > state.at) return false;
    if ((claim.deleting?.at ?? Infinity) <= state.at || claim.states.some(isForeignControlled)) {
      return false;
    }
    const pods = members.filter(({ ordinal: slot, first }) => {
      return slot === ordinal && first.at < state.at;
    });
    const isIdle = pods.every(({ gone }) => gone && gone.at < state.at);
    const isLive = pods.some(({ deleting }) => (deleting?.at ?? Infinity) > state.at);
    return of === 'wanted'
      ? isLive && isWanted(state, ordinal)
      : isIdle && !isWanted(state, ordinal);
  });
}

function ordinalOf({ first }: SetTimeline, name: string): number | null {
  for (const template of first.claimTemplates) {
    const stem = claimName(template, first.name, 0).slice(0, -1);
    const digits = name.startsWith(stem) ? name.slice(stem.length) : '';
    if (/^(0|[1-9][0-9]*)$/.test(digits)) return Number(digits);
  }
  return null;
}

function checkAdopted(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const reading = readRetention(history);
  const everyone = reading.sets.flatMap((set) => reading.membersOf(set));
  for (const set of reading.sets) {
    for (const member of everyone) {
      const adopted = member.states.find((state, place) => {
        const before = member.states[place - 1];
        return before?.owner === null && state.owner?.uid === set.uid;
      });
      const policy = set.states.find(({ whenDeleted, op }) => {
        return whenDeleted === 'Delete' && op !== 'deleted';
      });
      if (!adopted || !policy) continue;
      const from = policy.at > adopted.at ? policy : adopted;
      for (const claim of reading.claimsFor(set, member.ordinal, from.at)) {
        const owned = claim.states.find((state) => ownedBySet(state, set));
        const gap = reading.gaps.over({
          on: ['claim', 'pod', 'set'],
          ...{ from: adopted, to: owned ?? { clock: adopted.clock, at: reading.end } },
        });
        if (owned && gap) blind(`whose ${claim.name} was`, gap);
        else if (owned) trial();
        else if (gap) blind(`whose ${claim.name} was`, gap);
        else if (reading.end - from.at >= SLACK.rolloutMs) {
          const says = `${member.pod} was adopted, and ${claim.name} never became its set’s`;
          violation(says, [adopted, claim.last]);
        }
      }
    }
  }
  return findings();
}
