import type { EntryOf, History } from '../../model/entry.ts';
import { endOf } from '../../model/history.ts';
import { type Gaps, gapsOf } from '../../model/history-gaps.ts';
import {
  type Incarnation,
  incarnationsOf,
  isWanted,
  type SetEntry,
  type SetTimeline,
  setTimelinesOf,
  statesDuring,
} from '../../model/timeline.ts';
import {
  type ClaimLife,
  claimLivesOf,
  claimNames,
  claimsDeletedByName,
} from '../../model/timeline-claims.ts';
import { SLACK } from '../slack.ts';

export type Owner = EntryOf<'claim'>['owners'][number];

/** What all checkers of retention read: sets, their members, and the claims of both. */
export interface Reading {
  readonly sets: readonly SetTimeline[];
  readonly claims: readonly ClaimLife[];
  readonly gaps: Gaps;
  readonly end: number;
  membersOf(set: SetTimeline): readonly Incarnation[];
  /** The claim of this name that existed at a moment. */
  claimAt(name: string, moment: number): ClaimLife | null;
  /** Claims of a set's templates for one ordinal that existed at a moment. */
  claimsFor(set: SetTimeline, ordinal: number, moment: number): readonly ClaimLife[];
  /** Whether somebody asked for its removal by name: that is no policy's doing. */
  isUsersDoing(claim: ClaimLife): boolean;
}

export function readRetention(history: History): Reading {
  const members = incarnationsOf(history);
  const claims = claimLivesOf(history);
  const asked = claimsDeletedByName(history);
  const claimAt = (name: string, moment: number) =>
    claims.find(
      (claim) =>
        claim.name === name &&
        claim.first.at <= moment &&
        (claim.gone?.at ?? Number.POSITIVE_INFINITY) > moment,
    ) ?? null;
  return {
    sets: setTimelinesOf(history),
    claims,
    gaps: gapsOf(history),
    end: endOf(history),
    membersOf: ({ uid }) => members.filter(({ setUid }) => setUid === uid),
    claimAt,
    claimsFor: ({ first }, ordinal, moment) =>
      claimNames(first, ordinal).flatMap((name) => claimAt(name, moment) ?? []),
    isUsersDoing: ({ name }) => asked.has(name),
  };
}

/** The states of a set that its controller may have acted upon at a moment. */
export function statesAround({ states }: SetTimeline, moment: number): readonly SetEntry[] {
  return statesDuring(states, moment - SLACK.controllerLagMs, moment + SLACK.watchLagMs);
}

export interface Condemned {
  readonly member: Incarnation;
  readonly deleting: NonNullable<Incarnation['deleting']>;
  readonly state: SetEntry;
}

/** Members that were deleted because the set no longer wanted their ordinal. */
export function condemnedOf(set: SetTimeline, members: readonly Incarnation[]): Condemned[] {
  return members.flatMap((member) => {
    const { deleting, ordinal } = member;
    if (!deleting) return [];
    // Whatever was asked for later is no reason.
    const around = statesAround(set, deleting.at).filter(
      ({ op, rv }) => op !== 'deleted' && rv < deleting.rv,
    );
    const state = around.findLast((known) => !isWanted(known, ordinal));
    if (!state || around.some((known) => known.deleting !== null)) return [];
    return [{ member, deleting, state }];
  });
}

export function ownedBySet({ owners }: EntryOf<'claim'>, { uid }: SetTimeline): Owner | null {
  return owners.find((owner) => owner.kind === 'StatefulSet' && owner.uid === uid) ?? null;
}

export function ownedByPod({ owners }: EntryOf<'claim'>, { uid }: Incarnation): Owner | null {
  return owners.find((owner) => owner.kind === 'Pod' && owner.uid === uid) ?? null;
}

/** Owners that are neither a set nor a pod of one: retention is none of their business. */
export function foreignOwners({ owners }: EntryOf<'claim'>): readonly Owner[] {
  return owners.filter(({ kind }) => kind !== 'StatefulSet' && kind !== 'Pod');
}

/** The garbage collector leaves alone what has one owner left. */
export function hasForeignOwner(claim: EntryOf<'claim'>): boolean {
  return foreignOwners(claim).length > 0;
}

export function isForeignControlled(claim: EntryOf<'claim'>): boolean {
  return foreignOwners(claim).some(({ controller }) => controller === true);
}
