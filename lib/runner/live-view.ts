import type { Entry, EntryOf } from '../model/entry.ts';
import type { Notebook } from '../witness/notebook.ts';

type Pod = EntryOf<'pod'>;
type StatefulSet = EntryOf<'set'>;

/** What the history says about now: the last word of the watch on every object that still is. */
export interface LiveView {
  set(): StatefulSet | null;
  /** Live members by ordinal; two incarnations of one ordinal would both be here. */
  members(): readonly { readonly ordinal: number; readonly pod: Pod }[];
  member(ordinal: number): Pod | null;
  acks(podUid: string): number;
  /** Writes of clients that the system has acknowledged. */
  accepted(): number;
  /** How often the stable name of a pod was looked up and the resolver answered. */
  lookups(podName: string): number;
  /** Resolves with the next entry, whatever it is. */
  changed(): Promise<void>;
}

/** Waits look at the history too, so that a wait can never have seen more than a checker can. */
export function liveView(notebook: Notebook, setName: string): LiveView {
  const pods = new Map<string, Pod>();
  const sets = new Map<string, StatefulSet>();
  const acks = new Map<string, number>();
  const lookups = new Map<string, number>();
  let accepted = 0;
  let wake: (() => void)[] = [];

  const take = (entry: Entry): void => {
    if (entry.kind === 'pod') keep(pods, entry);
    if (entry.kind === 'set' && entry.name === setName) keep(sets, entry);
    if (entry.kind === 'op' && entry.op === 'ack' && entry.podUid) {
      acks.set(entry.podUid, (acks.get(entry.podUid) ?? 0) + 1);
    }
    if (entry.kind === 'op' && entry.op === 'ok' && entry.does === 'write') accepted += 1;
    if (entry.kind === 'dns' && entry.answered) {
      const pod = entry.name.split('.')[0] ?? '';
      lookups.set(pod, (lookups.get(pod) ?? 0) + 1);
    }
    const sleepers = wake;
    wake = [];
    for (const rouse of sleepers) rouse();
  };
  for (const entry of notebook.entries) take(entry);
  notebook.onEntry(take);

  const members = () =>
    [...pods.values()]
      .flatMap((pod) => {
        const ordinal = ordinalOf(pod.name, setName);
        return ordinal === null ? [] : [{ ordinal, pod }];
      })
      .sort((a, b) => a.ordinal - b.ordinal);

  return {
    set: () => [...sets.values()].at(-1) ?? null,
    members,
    member: (ordinal) => members().find((member) => member.ordinal === ordinal)?.pod ?? null,
    acks: (podUid) => acks.get(podUid) ?? 0,
    accepted: () => accepted,
    lookups: (podName) => lookups.get(podName) ?? 0,
    changed: () => new Promise((resolve) => wake.push(resolve)),
  };
}

export function ordinalOf(podName: string, setName: string): number | null {
  if (!podName.startsWith(`${setName}-`)) return null;
  const suffix = podName.slice(setName.length + 1);
  return /^(0|[1-9][0-9]*)$/.test(suffix) ? Number(suffix) : null;
}

function keep<E extends Pod | StatefulSet>(objects: Map<string, E>, entry: E): void {
  const known = objects.get(entry.uid);
  if (entry.op === 'deleted') objects.delete(entry.uid);
  else if (!known || known.rv <= entry.rv) objects.set(entry.uid, entry);
}
