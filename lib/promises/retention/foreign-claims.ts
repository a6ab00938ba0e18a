import type { History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import type { SetTimeline } from '../../model/timeline.ts';
import { type ClaimEntry, type ClaimLife, claimName } from '../../model/timeline-claims.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import {
  foreignOwners,
  isForeignControlled,
  type Owner,
  type Reading,
  readRetention,
} from './reading.ts';

/** Another controller's claim under a set's name: a backup or a migration that is not finished. */
export const othersClaimsStay: StatefulPromise = {
  id: 'SS-RET-010',
  level: 'MUST',
  statement:
    'A claim that something else controls MUST NOT be deleted nor taken over by a set’s policy, ' +
    'and an event says so where the set had been an owner of it',
  source: SOURCES.retention,
  since: '1.32',
  check: checkControlled,
};

export const othersOwnersStay: StatefulPromise = {
  id: 'SS-RET-011',
  level: 'MUST',
  statement:
    'Owners of a claim that are neither set nor pod MUST be left as they are by a policy, and ' +
    'one that lives keeps the claim',
  source: SOURCES.retention,
  since: '1.32',
  check: checkOwners,
};

/** A volume that all members share belongs to none of them. */
export const sharedClaimsStay: StatefulPromise = {
  id: 'SS-RET-013',
  level: 'MUST',
  statement:
    'A claim that stands in the pod template and not in the claim templates MUST NOT be owned or ' +
    'deleted by any policy',
  source: SOURCES.retention,
  since: '1.27',
  check: checkShared,
};

function checkControlled(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const reading = readRetention(history);
  for (const set of reading.sets.filter(deletesSomething)) {
    for (const claim of claimsOfTemplates(set, reading)) {
      const foreign = claim.states.find(isForeignControlled);
      if (!foreign || reading.isUsersDoing(claim)) continue;
      const later = claim.states.filter(({ rv }) => rv > foreign.rv);
      const taken = later.find((state, place) => {
        const before = later[place - 1] ?? foreign;
        return hasOwnerOf(state, set) && !hasOwnerOf(before, set);
      });
      // The set speaks up only where it finds an owner reference of its own to take away.
      const mustSpeak = claim.states.some((state) => {
        return isForeignControlled(state) && hasOwnerOf(state, set);
      });
      const event = entriesOf(history, 'event').find(
        ({ reason, message }) => reason === 'ConflictingController' && message.includes(claim.name),
      );
      const to = { clock: foreign.clock, at: set.gone?.at ?? reading.end };
      const gap = reading.gaps.over({ on: ['claim', 'set'], from: foreign, to });
      if (taken) violation(`${set.name} took ${claim.name} from its controller`, [foreign, taken]);
      else if (claim.deleting && claim.deleting.rv > foreign.rv) {
        violation(`${claim.name} was deleted, and something else controlled it`, [
          ...[foreign, claim.deleting],
        ]);
      } else if (gap) blind(`whose ${claim.name} was`, gap);
      else if (event || !mustSpeak) trial();
      else doubt(`nobody was heard to say that ${claim.name} has another controller`, [foreign]);
    }
  }
  return findings();
}

function checkOwners(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const reading = readRetention(history);
  const wasRemoved = removalsIn(history);
  for (const set of reading.sets.filter(deletesSomething)) {
    for (const claim of claimsOfTemplates(set, reading)) {
      const [from] = claim.states.filter((state) => foreignOwners(state).length > 0);
      if (!from || reading.isUsersDoing(claim)) continue;
      const due = foreignOwners(from);
      const later = claim.states.filter(({ rv, op }) => rv > from.rv && op !== 'deleted');
      const robbed = later.find(({ owners }) =>
        due.some(({ uid }) => !owners.some((owner) => owner.uid === uid)),
      );
      const taken = later.find((state) => {
        return state.deleting && foreignOwners(state).some(({ name }) => !wasRemoved(name));
      });
      const gap = reading.gaps.over({ on: ['claim'], from, to: later.at(-1) ?? from });
      // Only where the policy wrote owners beside the foreign one was there a chance to lose it.
      const wasWritten = claim.states.some(
        ({ owners }) => owners.some((owner) => isOfSet(owner, set)) && owners.length > 1,
      );
      if (robbed) violation(`${claim.name} lost an owner that was not its set’s`, [from, robbed]);
      else if (taken && !wasRemoved(claim.name)) {
        violation(`${claim.name} was deleted, and an owner that lives was left`, [from, taken]);
      } else if (!wasWritten) continue;
      else if (gap) blind(`whose ${claim.name} was`, gap);
      else trial();
    }
  }
  return findings();
}

/**
 * What somebody asked to be removed, by name, whatever it was: an owner that is gone holds on to
 * nothing. Who removes all of a kind at once names nobody.
 */
function removalsIn(history: History): (name: string) => boolean {
  const asked = entriesOf(history, 'request').filter(({ verb }) => verb === 'delete');
  const audits = entriesOf(history, 'audit');
  const audited = audits.filter(({ verb, user }) => {
    return verb === 'delete' && !user.startsWith('system:serviceaccount:');
  });
  const names = new Set([...asked, ...audited].map(({ name }) => name));
  const isAnyones = audits.some(({ verb }) => verb === 'deletecollection');
  return (name) => isAnyones || names.has(name);
}

function checkShared(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const reading = readRetention(history);
  for (const set of reading.sets.filter(deletesSomething)) {
    const own = new Set(claimsOfTemplates(set, reading).map(({ name }) => name));
    const members = reading.membersOf(set);
    const shared = new Set(
      members.flatMap(({ last }) => Object.values(last.claims)).filter((name) => !own.has(name)),
    );
    const left = members.filter(({ gone }) => gone);
    const [from] = left;
    if (!from) continue;
    for (const claim of reading.claims.filter(({ name }) => shared.has(name))) {
      // A name that the set would give, too, is a claim of a template before it was made.
      if (reading.isUsersDoing(claim)) continue;
      const owned = claim.states.find(({ owners }) => owners.some((owner) => isOfSet(owner, set)));
      const to = { clock: from.last.clock, at: reading.end };
      const gap = reading.gaps.over({ on: ['claim', 'pod'], from: from.first, to });
      if (owned) violation(`${claim.name} is shared by members, and is owned by one`, [owned]);
      else if (claim.deleting) {
        violation(`${claim.name} is shared by members, and went with them`, [claim.deleting]);
      } else if (gap) blind(`whose ${claim.name} was`, gap);
      else trial();
    }
  }
  return findings();
}

function deletesSomething({ states }: SetTimeline): boolean {
  return states.some(
    ({ whenDeleted, whenScaled }) => whenDeleted === 'Delete' || whenScaled === 'Delete',
  );
}

function claimsOfTemplates({ first }: SetTimeline, { claims }: Reading): readonly ClaimLife[] {
  const stems = first.claimTemplates.map((template) =>
    claimName(template, first.name, 0).slice(0, -1),
  );
  return claims.filter(({ name }) => {
    return stems.some((stem) => name.startsWith(stem) && /^\d+$/.test(name.slice(stem.length)));
  });
}

function hasOwnerOf({ owners }: ClaimEntry, set: SetTimeline): boolean {
  return owners.some((owner) => isOfSet(owner, set));
}

function isOfSet({ kind, name }: Owner, { first }: SetTimeline): boolean {
  if (kind === 'StatefulSet') return name === first.name;
  return kind === 'Pod' && name.startsWith(`${first.name}-`);
}
