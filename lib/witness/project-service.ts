import type { NewEntry } from '../model/entry.ts';
import type { RawObject } from './api-reading.ts';
import type { ObjectStamp } from './project-objects.ts';

/** A Service as far as names and endpoints depend on it. */
export function projectService(stamp: ObjectStamp, object: RawObject): NewEntry {
  const { metadata, spec = {} } = object as RawService;
  return {
    ...stamp,
    kind: 'service',
    headless: spec.clusterIP === 'None',
    publishesNotReady: spec.publishNotReadyAddresses ?? false,
    selector: { ...spec.selector },
    ports: (spec.ports ?? []).map(({ name = '' }) => name),
    owners: (metadata.ownerReferences ?? []).map(({ uid }) => uid),
  };
}

interface RawService extends RawObject {
  readonly spec?: {
    readonly clusterIP?: string;
    readonly publishNotReadyAddresses?: boolean;
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports?: readonly { readonly name?: string }[];
  };
}
