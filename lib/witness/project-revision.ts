import type { NewEntry } from '../model/entry.ts';
import type { RawObject } from './api-reading.ts';
import { digestOf } from './digest-of.ts';
import { type Marked, marksOf } from './marks-of.ts';
import type { ObjectStamp } from './project-objects.ts';

/** A ControllerRevision: which parts of a set it holds, and a digest in the place of them. */
export function projectRevision(stamp: ObjectStamp, object: RawObject): NewEntry {
  const { metadata, revision, data } = object as RawRevision;
  const owner = metadata.ownerReferences?.find(({ controller }) => controller);
  const template = data?.spec?.template;
  return {
    ...stamp,
    kind: 'revision',
    owner: owner ? { kind: owner.kind, name: owner.name, uid: owner.uid } : null,
    revision,
    labels: { ...metadata.labels },
    data: data === undefined ? null : digestOf(data),
    holds: pathsOf(data, 2),
    marks: data === undefined ? null : marksOf(template?.metadata ?? {}),
    images: template?.spec?.containers?.map(({ image }) => image ?? '') ?? [],
  };
}

/** Names of what lies so deep in an object; a level further down a user's own words begin. */
function pathsOf(value: unknown, depth: number, above = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const path = above ? `${above}.${key}` : key;
    return depth > 1 ? pathsOf(part, depth - 1, path) : [path];
  });
}

interface RawRevision extends RawObject {
  readonly metadata: RawObject['metadata'] & {
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly revision: number;
  readonly data?: {
    readonly spec?: {
      readonly template?: {
        readonly metadata?: Marked;
        readonly spec?: { readonly containers?: readonly { readonly image?: string }[] };
      };
    };
  };
}
