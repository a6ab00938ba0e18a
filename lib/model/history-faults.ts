import type { EntryOf, History } from './entry.ts';
import { entriesOf } from './history.ts';

type FaultEntry = EntryOf<'fault'>;

/** A stretch in which a node was proved to be cut off from the API, its containers left alone. */
export interface Cut {
  readonly node: string;
  /** The proof of effect: what happened before it is not the cut's doing. */
  readonly inForce: FaultEntry;
  /** Where the proof ends; null when the history does so first. */
  readonly end: FaultEntry | null;
  readonly undone: FaultEntry | null;
}

/** Faults that keep a node from being heard while its containers run on. */
const CUTTING: readonly string[] = ['split-node-network', 'stop-kubelet'];
const NO_LONGER_PROVED: readonly string[] = ['not-in-force', 'undoing', 'undone', 'stuck'];

export function cutsOf(history: History): readonly Cut[] {
  const cuts: Cut[] = [];
  const faults = entriesOf(history, 'fault').filter(({ fault }) => CUTTING.includes(fault));
  for (const [place, inForce] of faults.entries()) {
    const { node } = inForce.params;
    if (inForce.phase !== 'in-force' || typeof node !== 'string') continue;
    const later = faults
      .slice(place + 1)
      .filter(({ fault, params }) => fault === inForce.fault && params.node === node);
    const end = later.find(({ phase }) => NO_LONGER_PROVED.includes(phase)) ?? null;
    const undone = later.find(({ phase }) => phase === 'undone') ?? null;
    // A proof that is renewed is one cut, not two.
    const known = cuts.find((cut) => cut.node === node && cut.end === end);
    if (!known) cuts.push({ node, inForce, end, undone });
  }
  return cuts;
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
