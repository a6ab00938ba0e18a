import type { History } from '../../model/entry.ts';
import { endOf, entriesOf } from '../../model/history.ts';
import { cutsOf } from '../../model/history-faults.ts';
import { type Gaps, gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  incarnationsOf,
  type SetEntry,
  type SetTimeline,
  setTimelinesOf,
} from '../../model/timeline.ts';
import { claimNames, claimsOf } from '../../model/timeline-claims.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { type Tally, tally } from '../tally.ts';

/**
 * Two surprises are excluded here: pods that go on after their set has gone, and data that goes
 * with it. The first costs money, the second cannot be paid for.
 *
 * In which order pods go is not judged: on the deletion of a set there is none. An orphaning
 * deletion leaves its pods without an owner, and is not judged either. Nor are claims where the
 * set's policy is to delete them.
 */
export const deletedSetKeepsClaims: StatefulPromise = {
  id: 'SS-DEL-001',
  level: 'MUST',
  statement:
    'The deletion of a set MUST remove the set and all of its pods, and leave its claims alone',
  source: SOURCES.deleteSet,
  since: '1.9',
  check: checkDeletion,
};

function checkDeletion(history: History): Findings {
  const on = tally();
  const gaps = gapsOf(history);
  const members = incarnationsOf(history);
  for (const set of setTimelinesOf(history)) {
    const { gone } = set;
    if (!gone) continue;
    const asked = set.states.find(({ deleting }) => deleting !== null) ?? gone;
    const own = members.filter(
      (member) => member.setUid === set.uid && (member.gone?.at ?? asked.at) >= asked.at,
    );
    if (own.some(({ states }) => states.some(isOrphaned))) continue;
    const names = own.flatMap(({ ordinal }) => claimNames(set.first, ordinal));
    if (own.length === 0) continue;
    const deletion: Deletion = { set, asked, gone, own, names };
    const podsAreGone = checkPods(history, deletion, gaps, on);
    const claimsAreThere = checkClaims(history, deletion, gaps, on);
    if (podsAreGone && claimsAreThere) on.trial();
  }
  return on.findings();
}

interface Deletion {
  readonly set: SetTimeline;
  readonly asked: SetEntry;
  readonly gone: SetEntry;
  readonly own: readonly Incarnation[];
  readonly names: readonly string[];
}

function checkPods(
  history: History,
  { set, asked, gone, own }: Deletion,
  gaps: Gaps,
  { violation, doubt, blind }: Tally,
): boolean {
  const left = own.filter((member) => !member.gone);
  const until = Math.max(asked.at, ...own.map((member) => member.gone?.at ?? 0));
  const to = { clock: asked.clock, at: left.length > 0 ? endOf(history) : until };
  const gap = gaps.over({ on: ['pod', 'set'], from: asked, to });
  if (gap) {
    blind(`what became of the pods of ${set.name}`, gap);
    return false;
  }
  const cutOff = new Set(cutsOf(history).map(({ node }) => node));
  for (const { pod, last, node } of left) {
    const waited = endOf(history) - gone.at;
    const isReachable = node === null || !cutOff.has(node);
    if (waited >= SLACK.garbageMs && isReachable) {
      const says = `${pod} was there ${Math.round(waited / 1000)} s after its set had gone`;
      violation(says, [gone, last]);
    } else {
      doubt(`the history ends before ${pod} could be seen to go`, [gone, last]);
    }
  }
  return left.length === 0;
}

function checkClaims(
  history: History,
  { set, asked, gone, names }: Deletion,
  gaps: Gaps,
  { violation, blind }: Tally,
): boolean {
  const keeps = set.states.every(({ whenDeleted }) => whenDeleted === 'Retain');
  if (!keeps || names.length === 0) return true;
  const next = setTimelinesOf(history).find(
    ({ name, first }) => name === set.name && first.at > gone.at,
  );
  // A set of the same name has a policy of its own, and from then on a say.
  const until = next ? next.first.at : endOf(history);
  const to = { clock: asked.clock, at: until };
  const gap = gaps.over({ on: ['claim', 'set'], from: asked, to });
  if (gap) {
    blind(`what became of the claims of ${set.name}`, gap);
    return false;
  }
  const claims = claimsOf(history);
  const users = new Set(
    entriesOf(history, 'request')
      .filter(({ verb, resource }) => verb === 'delete' && resource === 'persistentvolumeclaims')
      .map(({ name }) => name),
  );
  let kept = 0;
  for (const name of names.filter((candidate) => !users.has(candidate))) {
    const before = claims.at(name, asked.at);
    if (!before) continue;
    const removal = entriesOf(history, 'claim').find(
      ({ uid, op, deleting, at }) =>
        uid === before.uid && at > asked.at && at <= until && (op === 'deleted' || deleting),
    );
    if (removal) violation(`claim ${name} was deleted with its set`, [asked, before, removal]);
    kept += 1;
  }
  return kept > 0;
}

function isOrphaned({ owner, op }: Incarnation['first']): boolean {
  return owner === null && op !== 'deleted';
}
