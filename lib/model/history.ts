import type { Entry, EntryOf, History, Kind } from './entry.ts';

/** What the first step of a history says about the subject, as far as a checker needs it. */
export interface SubjectFacts {
  readonly scenario: string | null;
  readonly tries: readonly string[];
  readonly namespace: string;
  readonly set: string;
  readonly service: string;
  readonly clusterDomain: string;
  readonly dnsPropagationMs: number;
  /** When the API had come back from an outage before all this, if there was one. */
  readonly apiBackAt: number | null;
  readonly provider: string | null;
  readonly kubernetes: string | null;
  /** What a real system of the story owes its clients; null where members only testify. */
  readonly owes: string | null;
  readonly capabilities: readonly string[];
}

/** CoreDNS keeps what it was told for up to 30 s, the absence of a name included. */
const DNS_PROPAGATION_MS = 30_000;

/** Null for a history that was cut off before it could say what it is about. */
export function subjectOf(history: History): SubjectFacts | null {
  const step = history.find((entry) => entry.kind === 'step' && entry.step === 'subject');
  if (step?.kind !== 'step') return null;
  const { facts } = step;
  const { dnsPropagationMs: propagation, msSinceApiWasBack: since } = facts;
  return {
    scenario: textOf(facts.scenario),
    tries: textsOf(facts.tries),
    namespace: textOf(facts.namespace) ?? '',
    set: textOf(facts.set) ?? step.name,
    service: textOf(facts.service) ?? '',
    clusterDomain: textOf(facts.clusterDomain) ?? 'cluster.local',
    dnsPropagationMs: typeof propagation === 'number' ? propagation : DNS_PROPAGATION_MS,
    apiBackAt: typeof since === 'number' ? step.at - since : null,
    provider: textOf(facts.provider),
    kubernetes: textOf(facts.kubernetes),
    owes: textOf(facts.owes),
    capabilities: textsOf(facts.capabilities),
  };
}

export function entriesOf<K extends Kind>(history: History, kind: K): readonly EntryOf<K>[] {
  return history.filter((entry): entry is EntryOf<K> => entry.kind === kind);
}

export function stepsOf(
  history: History,
  step: EntryOf<'step'>['step'],
): readonly EntryOf<'step'>[] {
  return entriesOf(history, 'step').filter((entry) => entry.step === step);
}

/** When a request was answered; histories that did not keep it dated requests by the answer. */
export function answeredAt({ at, facts }: EntryOf<'request'>): number {
  return typeof facts.answered === 'number' ? facts.answered : at;
}

/** The last moment on the runner's clock of which a history says anything. */
export function endOf(history: History): number {
  let end = Number.NEGATIVE_INFINITY;
  for (const entry of history) {
    if (isOnRunnerClock(entry) && entry.at > end) end = entry.at;
  }
  return end;
}

/** The slot that a name of this set stands for; null when the set would never give such a name. */
export function ordinalIn(set: string, name: string): number | null {
  if (!name.startsWith(`${set}-`)) return null;
  const digits = name.slice(set.length + 1);
  return /^(0|[1-9][0-9]*)$/.test(digits) ? Number(digits) : null;
}

/** The same as the controller reads it: a number at the end, with zeros before it or not. */
export function numberIn(set: string, name: string): number | null {
  if (!name.startsWith(`${set}-`)) return null;
  const digits = name.slice(set.length + 1);
  return /^[0-9]+$/.test(digits) ? Number(digits) : null;
}

/** Whether a name stands for a slot of the set, and is none that the set would give. */
export function isAliasIn(set: string, name: string): boolean {
  return numberIn(set, name) !== null && ordinalIn(set, name) === null;
}

export function groupBy<Item, Key>(
  items: Iterable<Item>,
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** Each item with the one after it. */
export function pairsOf<Item>(items: readonly Item[]): readonly (readonly [Item, Item])[] {
  return items.slice(1).map((next, index) => [items[index] as Item, next] as const);
}

function isOnRunnerClock(entry: Entry): boolean {
  return entry.clock === 'runner';
}

function textOf(fact: unknown): string | null {
  return typeof fact === 'string' ? fact : null;
}

function textsOf(fact: unknown): readonly string[] {
  return Array.isArray(fact) ? fact.filter((item) => typeof item === 'string') : [];
}
