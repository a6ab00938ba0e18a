import { ordinalIn } from '../../model/history.ts';
import { isWanted, type PodEntry, type SetEntry, wantedOrdinals } from '../../model/timeline.ts';
import { claimNames } from '../../model/timeline-claims.ts';
import { isWell } from '../scenes.ts';

/** One set and all that its controller goes by, as it was known at some moment. */
export interface SetNow {
  readonly spec: SetEntry;
  /** Every pod there is, whoever owns it. */
  readonly pods: readonly PodEntry[];
  /** Whether a claim is going, or waits for the collector with the pod that owned it. */
  readonly isClaimDoomed: (name: string) => boolean;
  /** Whether members below an outdated one are known to be of no account in a Parallel set. */
  readonly isBelowIgnored: boolean;
  /**
   * Names of empty slots where a doomed claim was in the way, or a pod of somebody else: nobody is
   * told when such a thing ends, and whoever ran into it may look again only much later.
   */
  readonly forgotten: ReadonlySet<string>;
}

interface Member {
  readonly ordinal: number;
  readonly pod: PodEntry;
}

/**
 * What the controller owes a set at a moment and has all it needs to begin; null where it owes
 * nothing, or where anything stands in the way. It follows what the genuine controller does in one
 * pass, and wherever that one would wait, for whatever reason, nothing is owed.
 */
export function owedTo(now: SetNow): string | null {
  const { spec } = now;
  if (spec.deleting !== null || spec.op === 'deleted') return null;
  const members = membersOf(now);
  const wanted = members.filter(({ ordinal }) => isWanted(spec, ordinal));
  const extra = members.filter(({ ordinal }) => !isWanted(spec, ordinal));
  const slots = wantedOrdinals(spec);
  if (slots.some((slot) => claimNames(spec, slot).some(now.isClaimDoomed))) return null;
  if (wanted.length < slots.length) return owedPod(now, wanted);
  if (extra.length > 0) return wanted.every(areWell) ? owedRemoval(spec, extra) : null;
  if (spec.strategy !== 'RollingUpdate') return null;
  // Until the spec has been seen, the status speaks of an older one.
  if (spec.status.observedGeneration < spec.generation) return null;
  return owedRenewal(now, wanted) ?? owedWord(spec, wanted);
}

/** The slots that a set wants and of which no pod bears the name, lowest first. */
export function emptySlots(spec: SetEntry, pods: readonly PodEntry[]): readonly number[] {
  const names = new Set(pods.map(({ name }) => name));
  return wantedOrdinals(spec).filter((slot) => !names.has(nameOf(spec, slot)));
}

/** The slots that a set wants and that a pod of somebody else stands in. */
export function heldSlots(spec: SetEntry, pods: readonly PodEntry[]): readonly number[] {
  const foreign = pods.filter(({ owner }) => owner?.uid !== spec.uid);
  const names = new Set(foreign.map(({ name }) => name));
  return wantedOrdinals(spec).filter((slot) => names.has(nameOf(spec, slot)));
}

export function nameOf({ name }: SetEntry, slot: number): string {
  return `${name}-${slot}`;
}

/** A member that is missing: in an ordered set only those below it matter, and in others nobody. */
function owedPod(now: SetNow, wanted: readonly Member[]): string | null {
  const { spec, pods, forgotten } = now;
  const empty = emptySlots(spec, pods);
  const isOrdered = spec.policy === 'OrderedReady';
  const able = isOrdered ? empty.slice(0, 1) : empty;
  const slot = able.find((one) => !forgotten.has(nameOf(spec, one)));
  if (slot === undefined) return null;
  const below = wanted.filter(({ ordinal }) => ordinal < slot);
  const isReached = below.length === slot - spec.start && below.every(areWell);
  return isReached || !isOrdered ? `${nameOf(spec, slot)} was not made` : null;
}

/**
 * A member that is not wanted. Where several are unwell an ordered set waits for the highest of
 * them, and that may last; one alone holds nobody up, itself included.
 */
function owedRemoval(spec: SetEntry, extra: readonly Member[]): string | null {
  if (extra.some(({ pod }) => pod.deleting !== null)) return null;
  const [highest] = extra.toSorted((one, other) => other.ordinal - one.ordinal);
  if (!highest) return null;
  const unwell = extra.filter((member) => !areWell(member));
  const isFree = spec.policy !== 'OrderedReady' || areWell(highest) || unwell.length === 1;
  return isFree ? `${highest.pod.name} was not taken away` : null;
}

function owedRenewal({ spec, isBelowIgnored }: SetNow, wanted: readonly Member[]): string | null {
  const line = spec.start + spec.updatePartition;
  const isOld = ({ pod }: Member) => pod.revision !== spec.status.updateRevision;
  const highest = wanted.findLast((member) => member.ordinal >= line && isOld(member));
  if (!highest) return null;
  const above = wanted.filter(({ ordinal }) => ordinal > highest.ordinal);
  const isParallel = spec.policy === 'Parallel' && isBelowIgnored;
  const isFree = isParallel ? highest.pod.deleting === null : wanted.every(areWell);
  return isFree && above.every(areWell) ? `${highest.pod.name} was not renewed` : null;
}

/** An update that has arrived everywhere and is not called complete. */
function owedWord({ name, replicas, status }: SetEntry, wanted: readonly Member[]): string | null {
  const { currentRevision, updateRevision, current, updated } = status;
  const hasArrived = wanted.every((member) => {
    return areWell(member) && member.pod.revision === updateRevision;
  });
  if (replicas === 0 || !hasArrived) return null;
  const isSaid = currentRevision === updateRevision && current === replicas && updated === replicas;
  return isSaid ? null : `the update of ${name} was not called complete`;
}

/** In the order of their ordinals: pods that the set owns and will not release. */
function membersOf({ spec, pods }: SetNow): readonly Member[] {
  const isChosen = ({ labels }: PodEntry) =>
    Object.entries(spec.matchLabels).every(([key, value]) => labels[key] === value);
  return pods
    .flatMap((pod) => {
      const ordinal = pod.owner?.uid === spec.uid ? ordinalIn(spec.name, pod.name) : null;
      return ordinal !== null && isChosen(pod) ? [{ ordinal, pod }] : [];
    })
    .sort((one, other) => one.ordinal - other.ordinal);
}

function areWell({ pod }: Member): boolean {
  return isWell(pod);
}
