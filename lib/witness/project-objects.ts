import type { NewEntry } from '../model/entry.ts';
import type { RawObject } from './api-reading.ts';
import type { Change } from './follow-objects.ts';
import { projectBudget } from './project-budget.ts';
import { projectClaimSpec, type RawClaim } from './project-claim-spec.ts';
import { projectPod } from './project-pod.ts';
import { projectRevision } from './project-revision.ts';
import { projectService } from './project-service.ts';
import { projectSet } from './project-set.ts';

/**
 * Projections pick out exactly the fields of an entry. Nothing else of an object is ever stored: no
 * environment, no Secret, and of annotations (the last-applied one holds whole manifests) keys of
 * claims and digests of members and templates at most.
 */
export type Projection = (stamp: ObjectStamp, object: RawObject) => NewEntry;

export interface ObjectStamp {
  readonly by: 'watch' | 'audit';
  readonly at?: number;
  readonly clock?: string;
  readonly op: Change;
  readonly uid: string;
  readonly name: string;
  readonly rv: number;
  readonly created: string;
  readonly deleting: string | null;
}

export function stampOf(by: ObjectStamp['by'], op: Change, object: RawObject, rv: number) {
  const { uid, name, creationTimestamp, deletionTimestamp } = object.metadata;
  const created = creationTimestamp;
  return { by, op, uid, name, rv, created, deleting: deletionTimestamp ?? null };
}

export const projections = {
  pod: projectPod,
  set: projectSet,

  claim(stamp, object) {
    const { spec, status } = object as RawClaim;
    const owners = (object.metadata.ownerReferences ?? []).map((owner) => {
      const { kind, name, uid, controller = false } = owner;
      return { kind, name, uid, controller };
    });
    return {
      ...stamp,
      kind: 'claim',
      owners,
      phase: status?.phase ?? '',
      volume: spec.volumeName || null,
      ...projectClaimSpec(object as RawClaim),
    };
  },

  volume(stamp, object) {
    const { spec, status } = object as RawVolume;
    return {
      ...stamp,
      kind: 'volume',
      phase: status?.phase ?? '',
      claimUid: spec.claimRef?.uid ?? null,
      reclaim: spec.persistentVolumeReclaimPolicy ?? '',
      path: pathOf(object),
    };
  },

  revision: projectRevision,

  slice(stamp, object) {
    const { endpoints } = object as RawObject & { readonly endpoints?: readonly RawEndpoint[] };
    return {
      ...stamp,
      kind: 'slice',
      service: object.metadata.labels?.['kubernetes.io/service-name'] ?? null,
      endpoints: (endpoints ?? []).map((endpoint) => ({
        addresses: [...endpoint.addresses],
        hostname: endpoint.hostname ?? null,
        podUid: endpoint.targetRef?.kind === 'Pod' ? (endpoint.targetRef.uid ?? null) : null,
        // The API reads a missing condition as true, except for terminating.
        ready: endpoint.conditions?.ready ?? true,
        serving: endpoint.conditions?.serving ?? endpoint.conditions?.ready ?? true,
        terminating: endpoint.conditions?.terminating ?? false,
      })),
    };
  },

  service: projectService,

  node(stamp, object) {
    const { spec, status } = object as RawNode;
    const ready = status?.conditions?.find(({ type }) => type === 'Ready')?.status;
    return {
      ...stamp,
      kind: 'node',
      ready: ready === 'True' || ready === 'False' ? ready : 'Unknown',
      unschedulable: spec.unschedulable ?? false,
      taints: (spec.taints ?? []).map(({ key, value, effect }) =>
        value ? `${key}=${value}:${effect}` : `${key}:${effect}`,
      ),
    };
  },

  event(stamp, object) {
    const event = object as RawEvent;
    const { kind = '', name = '', uid = null } = event.involvedObject ?? {};
    return {
      ...stamp,
      kind: 'event',
      about: { kind, name, uid },
      reason: event.reason ?? '',
      message: event.message ?? '',
      type: event.type ?? '',
      count: event.series?.count ?? event.count ?? 1,
    };
  },

  pdb: projectBudget,

  attachment(stamp, object) {
    const { spec, status } = object as RawAttachment;
    return {
      ...stamp,
      kind: 'attachment',
      node: spec.nodeName,
      volume: spec.source.persistentVolumeName ?? null,
      attached: status?.attached ?? false,
    };
  },

  lease(stamp, object) {
    const { spec } = object as RawLease;
    const { holderIdentity, leaseDurationSeconds = 0 } = spec ?? {};
    return {
      ...stamp,
      kind: 'lease',
      holder: holderIdentity || null,
      seconds: leaseDurationSeconds,
    };
  },
} as const satisfies Record<string, Projection>;

export interface RawVolume extends RawObject {
  readonly spec: {
    readonly claimRef?: {
      readonly uid?: string;
      readonly name?: string;
      readonly namespace?: string;
    };
    readonly persistentVolumeReclaimPolicy?: string;
    readonly hostPath?: { readonly path: string };
    readonly local?: { readonly path: string };
    readonly nodeAffinity?: {
      readonly required?: {
        readonly nodeSelectorTerms?: readonly {
          readonly matchExpressions?: readonly {
            readonly key: string;
            readonly values?: readonly string[];
          }[];
        }[];
      };
    };
  };
  readonly status?: { readonly phase?: string };
}

/** Where the volume lies on its node, for volumes that are folders there. */
export function pathOf(volume: RawObject): string | null {
  const { spec } = volume as RawVolume;
  return spec.local?.path ?? spec.hostPath?.path ?? null;
}

interface RawEndpoint {
  readonly addresses: readonly string[];
  readonly hostname?: string;
  readonly targetRef?: { readonly kind?: string; readonly uid?: string };
  readonly conditions?: {
    readonly ready?: boolean | null;
    readonly serving?: boolean | null;
    readonly terminating?: boolean | null;
  };
}

interface RawNode extends RawObject {
  readonly spec: {
    readonly unschedulable?: boolean;
    readonly taints?: readonly { key: string; value?: string; effect: string }[];
  };
  readonly status?: { readonly conditions?: readonly { type: string; status: string }[] };
}

interface RawEvent extends RawObject {
  readonly involvedObject?: {
    readonly kind?: string;
    readonly name?: string;
    readonly uid?: string;
  };
  readonly reason?: string;
  readonly message?: string;
  readonly type?: string;
  readonly count?: number;
  readonly series?: { readonly count?: number };
}

interface RawAttachment extends RawObject {
  readonly spec: {
    readonly nodeName: string;
    readonly source: { readonly persistentVolumeName?: string };
  };
  readonly status?: { readonly attached?: boolean };
}

interface RawLease extends RawObject {
  readonly spec?: { readonly holderIdentity?: string; readonly leaseDurationSeconds?: number };
}
