import type { Instant } from '../model/clocks.ts';
import type { Entry, EntryOf, History } from '../model/entry.ts';
import { endOf } from '../model/history.ts';
import type { PodEntry, SetEntry } from '../model/timeline.ts';
import { isSilent, silencesOf } from './silences.ts';
import { SLACK } from './slack.ts';

/** A moment at which a set is what it is going to be, and what it was made of then. */
export interface Rest {
  readonly set: SetEntry;
  /** The pods that the set owned, Terminating ones included. */
  readonly pods: readonly PodEntry[];
  readonly from: Instant;
  readonly to: Instant;
  /** What says that the set was at rest. */
  readonly witness: Entry;
}

/**
 * Where a set can be held to its shape: when the runner saw it converged, and when the controller
 * itself calls it complete and nothing has stirred for long. The second is there because a
 * controller that leaves a hole never converges by anyone's account but its own. Where nobody was
 * there who could stir, that nothing stirred is no sign of rest. Nor is it while a member is on its
 * way out: its kubelet may be silent for longer, and until then the controller waits.
 */
export function restsOf(history: History): readonly Rest[] {
  const sets = new Map<string, SetEntry>();
  const pods = new Map<string, PodEntry>();
  const rests: Rest[] = [];
  const silences = silencesOf(history);
  let stirred: Entry | null = null;

  const lookBack = (at: number) => {
    if (!stirred || at - stirred.at < SLACK.restingMs) return;
    if (isSilent(silences, stirred.at, at)) return;
    for (const set of sets.values()) {
      if (!callsItselfComplete(set)) continue;
      const rest = restOf(set, pods, stirred, at, set);
      if (rest.pods.every(({ deleting }) => deleting === null)) rests.push(rest);
    }
  };

  for (const entry of history) {
    if (entry.kind === 'step' && entry.step === 'converged') {
      const set = [...sets.values()].findLast(({ name }) => name === entry.name);
      if (set && matches(set, entry)) rests.push(restOf(set, pods, entry, entry.at, entry));
    }
    if (entry.kind !== 'pod' && entry.kind !== 'set') continue;
    lookBack(entry.at);
    // What the audit log filled in for the watch comes later than it happened.
    if (!stirred || entry.at >= stirred.at) stirred = entry;
    const known: Map<string, PodEntry | SetEntry> = entry.kind === 'pod' ? pods : sets;
    if (entry.op === 'deleted') known.delete(entry.uid);
    else known.set(entry.uid, entry);
  }
  lookBack(endOf(history));
  return rests;
}

function restOf(
  set: SetEntry,
  pods: ReadonlyMap<string, PodEntry>,
  since: Entry,
  until: number,
  witness: Entry,
): Rest {
  const own = [...pods.values()].filter(({ owner }) => owner?.uid === set.uid);
  const from = { clock: since.clock, at: since.at };
  return { set, pods: own, from, to: { clock: since.clock, at: until }, witness };
}

/** Between a change of the spec and its observation, counters describe the old spec. */
function callsItselfComplete({ deleting, generation, replicas, status }: SetEntry): boolean {
  return (
    deleting === null &&
    status.observedGeneration >= generation &&
    status.replicas === replicas &&
    status.ready === replicas
  );
}

/** A second hand on the set, between the runner's look and its note, is not the controller's. */
function matches({ replicas }: SetEntry, { facts }: EntryOf<'step'>): boolean {
  return typeof facts.replicas !== 'number' || facts.replicas === replicas;
}
