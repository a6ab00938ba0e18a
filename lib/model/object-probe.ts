import type { DueAnswer } from './api-probe.ts';
import type { Json } from './fault.ts';

/**
 * One question to the API server about an object that is in use, and the answer that is due. As
 * with questions about a set without members, a table of these serves the story and the checker.
 */
export interface ObjectProbe {
  /** Unique among all tables: it stands in the history. */
  readonly name: string;
  readonly promises: readonly string[];
  readonly method: 'GET' | 'PUT' | 'PATCH';
  /** The story's set, or the newest of its revisions. */
  readonly of: 'set' | 'newest-revision';
  readonly subresource?: 'scale' | 'status';
  /** By its dotted path, what is to change; null takes a field away. */
  readonly edits?: Readonly<Record<string, Json>>;
  readonly dryRun?: true;
  /** Which resourceVersion a PUT names: that of the object unless it says otherwise. */
  readonly version?: 'stale';
  /** Paths of the answer to keep for a checker of its own. */
  readonly keep?: readonly string[];
  readonly due: DueAnswer;
  readonly since?: string;
}
