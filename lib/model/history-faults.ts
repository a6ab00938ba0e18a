import type { EntryOf, History } from './entry.ts';
import { entriesOf } from './history.ts';

type FaultEntry = EntryOf<'fault'>;

/** A stretch in which a node was proved to be cut off from the API, its containers left alone. */
export interface Cut {
  readonly fault: string;
  readonly node: string;
  /** The proof of effect: what happened before it is not the cut's doing. */
  readonly inForce: FaultEntry;
  /** Where the proof ends; null when the history does so first. */
  readonly end: FaultEntry | null;
  readonly undone: FaultEntry | null;
}

/** Faults that keep a node from being heard while its containers run on. */
const CUTTING: readonly string[] = ['split-node-network', 'split-node-from-api', 'stop-kubelet'];
const NO_LONGER_PROVED: readonly string[] = ['not-in-force', 'undoing', 'undone', 'stuck'];

export function cutsOf(history: History): readonly Cut[] {
  return spellsOf(history, ({ fault }) => CUTTING.includes(fault)).flatMap((spell) =>
    spell.node === null ? [] : [{ ...spell, node: spell.node }],
  );
}

/** A stretch in which a fault was proved to be in force; for a blow, the moment it landed. */
export interface Spell extends Omit<Cut, 'node'> {
  /** Null for faults that hit no node by name. */
  readonly node: string | null;
}

export function spellsOf(
  history: History,
  isMeant: (entry: FaultEntry) => boolean,
): readonly Spell[] {
  const spells: Spell[] = [];
  const faults = entriesOf(history, 'fault').filter(isMeant);
  for (const [place, inForce] of faults.entries()) {
    const { fault, phase } = inForce;
    const node = typeof inForce.params.node === 'string' ? inForce.params.node : null;
    if (phase === 'struck') {
      spells.push({ fault, node, inForce, end: inForce, undone: inForce });
      continue;
    }
    if (phase !== 'in-force') continue;
    const later = faults
      .slice(place + 1)
      .filter((other) => other.fault === fault && (other.params.node ?? null) === node);
    const end = later.find((other) => NO_LONGER_PROVED.includes(other.phase)) ?? null;
    const undone = later.find((other) => other.phase === 'undone') ?? null;
    // A proof that is renewed is one spell, not two.
    const isKnown = spells.some(
      (spell) => spell.fault === fault && spell.node === node && spell.end === end,
    );
    if (!isKnown) spells.push({ fault, node, inForce, end, undone });
  }
  return spells;
}

/** When a fault was begun: it bites before it is proved, and on a slow host by many seconds. */
export function begunAt(history: History, { fault, node, inForce }: Spell): number {
  const begun = entriesOf(history, 'fault').findLast(
    (one) =>
      one.fault === fault &&
      one.phase === 'injecting' &&
      (one.params.node ?? null) === node &&
      one.at <= inForce.at,
  );
  return begun?.at ?? inForce.at;
}

export type Component = 'controller-manager' | 'scheduler' | 'api-server' | 'etcd';

/** Faults of the control plane are named after what they do and whom they do it to. */
export function outagesOf(history: History, component: Component): readonly Spell[] {
  return spellsOf(history, ({ fault }) => fault.endsWith(component));
}

/** Whom these start anew, once to come into force and once to end. */
const STARTED_ANEW: Readonly<Record<string, readonly Component[]>> = {
  'upgrade-control-plane': ['api-server', 'controller-manager', 'scheduler'],
  'flip-gate': ['api-server', 'controller-manager'],
  'slow-etcd-disk': ['etcd'],
  'stop-garbage-collector': ['controller-manager'],
};

export function startsAnew(fault: string, components: readonly Component[]): boolean {
  return STARTED_ANEW[fault]?.some((component) => components.includes(component)) ?? false;
}

/** Who has to be there for anybody to be told of anything. */
export const API: readonly Component[] = ['api-server', 'etcd'];

export function takesApiAway(fault: string): boolean {
  return API.some((component) => fault.endsWith(component)) || startsAnew(fault, API);
}

export interface ExcuseLedger {
  /** The fault that excuses one of these promises for one of these pods, or null. */
  excuse(promises: readonly string[], uids: readonly string[]): FaultEntry | null;
}

/**
 * What the faults themselves wrote down as their doing. Only that excuses anything: a force delete
 * that nobody entered is a broken promise like any other.
 */
export function ledgerOf(history: History): ExcuseLedger {
  const entered = entriesOf(history, 'fault').filter(({ excuses }) => excuses.length > 0);
  return {
    excuse: (promises, uids) =>
      entered.find(
        ({ excuses, podUids }) =>
          excuses.some((promise) => promises.includes(promise)) &&
          podUids.some((uid) => uids.includes(uid)),
      ) ?? null,
  };
}
