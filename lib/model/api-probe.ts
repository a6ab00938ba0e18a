import type { Capability } from './cluster.ts';
import type { Json } from './fault.ts';

/**
 * One question to the API server about a StatefulSet, and the answer that is due. A table of these
 * is the single source for the story that asks and for the checker that compares.
 */
export interface ApiProbe {
  /** Unique among all tables: it stands in the history. */
  readonly name: string;
  /** The promises that the answer is evidence of. */
  readonly promises: readonly string[];
  /** A new set; an update of the one that is there, written whole; or an update of its status. */
  readonly ask: 'create' | 'update' | 'status';
  /** By its dotted path, what differs from the plain set; null takes a field away. */
  readonly edits: Readonly<Record<string, Json>>;
  /** Asked to happen and then looked at again; otherwise the server only says what it would do. */
  readonly forReal?: true;
  /** Which resourceVersion an update names: that of the object unless it says otherwise. */
  readonly version?: 'stale' | 'none';
  readonly due: DueAnswer;
  /** The first Kubernetes version that owes this answer. */
  readonly since?: string;
  /** Owed only by a subject that has this, or only by one that has it not. */
  readonly when?: { readonly capability: Capability; readonly is: boolean };
}

export interface DueAnswer {
  readonly code: number;
  /** The field that the server must name in a refusal. */
  readonly at?: string;
  /** By its path, what the answer must hold; null where the field must be absent. */
  readonly finds?: Readonly<Record<string, Json>>;
  /** By how much the generation grew. */
  readonly generationGrows?: number;
  /** Whether spec, generation and resourceVersion are what they were before. */
  readonly unchanged?: true;
}

/** What stands at a dotted path of an object, null when there is nothing. */
export function valueAt(object: unknown, path: string): Json {
  let value: unknown = object;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return (value ?? null) as Json;
}

/** A copy of an object with other values at some paths; folders on the way are made. */
export function withEdits<Value extends object>(
  object: Value,
  edits: Readonly<Record<string, Json>>,
): Value {
  const copy = structuredClone(object);
  for (const [path, value] of Object.entries(edits)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let place = copy as Record<string, unknown>;
    for (const key of keys) {
      place[key] ??= {};
      place = place[key] as Record<string, unknown>;
    }
    if (value === null) delete place[last];
    else place[last] = value;
  }
  return copy;
}
