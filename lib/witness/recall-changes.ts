import { Agent } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { LIMITS } from '../support/limits.ts';
import { listObjects, type RawObject, versionOf } from './api-reading.ts';
import type { Change } from './follow-objects.ts';

export interface Recalled {
  readonly change: Change;
  readonly object: RawObject;
  readonly version: number;
}

interface Stretch {
  readonly after: number;
  readonly before: number;
  /** The objects as they were at `after`. */
  readonly known: ReadonlyMap<string, { readonly object: RawObject; readonly version: number }>;
}

/** More versions than this are no restart of an API server, and too many questions for one. */
const MOST_VERSIONS = 600;
const AT_ONCE = 4;

/**
 * Every change between two versions, although no watch saw them: the store keeps its past for some
 * minutes, and an API server that has just started, and knows no old version of its own, still
 * lists the objects exactly as they were at each. Null when the past is gone or too long.
 */
export async function recallChanges(
  config: KubeConfig,
  path: string,
  { after, before, known }: Stretch,
  outer: AbortSignal,
): Promise<readonly Recalled[] | null> {
  if (before - after > MOST_VERSIONS) return null;
  // Meanwhile nobody hears what goes on now, and a busy server takes its time for old versions.
  const signal = AbortSignal.any([outer, AbortSignal.timeout(LIMITS.recallMs)]);
  const changes: Recalled[] = [];
  let last: ReadonlyMap<string, RawObject> = new Map(
    [...known].map(([uid, { object }]) => [uid, object]),
  );
  const agent = new Agent({ keepAlive: true });
  try {
    for (let from = after + 1; from <= before; from += AT_ONCE) {
      const versions = Array.from({ length: Math.min(AT_ONCE, before - from + 1) }, (_, index) => {
        return from + index;
      });
      const lists = await Promise.all(
        versions.map((version) => {
          const query = `resourceVersion=${version}&resourceVersionMatch=Exact`;
          return listObjects(config, `${path}?${query}`, signal, agent);
        }),
      );
      for (const [index, { items }] of lists.entries()) {
        const next = new Map(items.map((item) => [item.metadata.uid, item]));
        changes.push(...changesBetween(last, next, from + index));
        last = next;
      }
    }
    return changes;
  } catch {
    return null;
  } finally {
    agent.destroy();
  }
}

export function changesBetween(
  last: ReadonlyMap<string, RawObject>,
  next: ReadonlyMap<string, RawObject>,
  version: number,
): readonly Recalled[] {
  const changes: Recalled[] = [];
  for (const [uid, object] of last) {
    if (!next.has(uid)) changes.push({ change: 'deleted', object, version });
  }
  for (const [uid, object] of next) {
    const { resourceVersion } = object.metadata;
    const before = last.get(uid)?.metadata.resourceVersion;
    if (before === resourceVersion) continue;
    const change = before === undefined ? 'added' : 'modified';
    changes.push({ change, object, version: versionOf(resourceVersion) });
  }
  return changes;
}
