import type { NewEntry } from '../model/entry.ts';
import type { RawObject } from './api-reading.ts';
import { digestOf } from './digest-of.ts';
import { type Marked, marksOf } from './marks-of.ts';
import { projectClaimSpec, type RawClaimTemplate } from './project-claim-spec.ts';
import type { ObjectStamp } from './project-objects.ts';
import { openVolumes } from './project-pod.ts';
import { type RawResources, resourcesOf } from './resources-of.ts';

/** What `kubectl rollout restart` writes into a template. */
const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

export function projectSet(stamp: ObjectStamp, object: RawObject): NewEntry {
  const { metadata, spec, status } = object as RawSet;
  const rollingUpdate = spec.updateStrategy?.rollingUpdate;
  const maxUnavailable = rollingUpdate?.maxUnavailable;
  const retention = spec.persistentVolumeClaimRetentionPolicy;
  return {
    ...stamp,
    kind: 'set',
    generation: metadata.generation ?? 0,
    replicas: spec.replicas ?? 1,
    start: spec.ordinals?.start ?? 0,
    serviceName: spec.serviceName ?? '',
    policy: spec.podManagementPolicy === 'Parallel' ? 'Parallel' : 'OrderedReady',
    strategy: spec.updateStrategy?.type ?? '',
    updatePartition: rollingUpdate?.partition ?? 0,
    hasRollingUpdate: rollingUpdate !== undefined,
    maxUnavailable: maxUnavailable === undefined ? null : `${maxUnavailable}`,
    revisionHistoryLimit: spec.revisionHistoryLimit ?? null,
    template: digestOf(spec.template),
    marks: marksOf(spec.template.metadata ?? {}),
    restartedAt: spec.template.metadata?.annotations?.[RESTARTED_AT] ?? null,
    resources: resourcesOf(spec.template.spec.containers),
    minReadySeconds: spec.minReadySeconds ?? 0,
    claimTemplates: (spec.volumeClaimTemplates ?? []).map(({ metadata: { name } }) => name),
    claimSpecs: (spec.volumeClaimTemplates ?? []).map(projectClaimSpec),
    templateVolumes: openVolumes(spec.template.spec.volumes),
    matchLabels: { ...spec.selector?.matchLabels },
    labels: { ...metadata.labels },
    whenDeleted: retention?.whenDeleted ?? 'Retain',
    whenScaled: retention?.whenScaled ?? 'Retain',
    images: spec.template.spec.containers.map(({ image }) => image ?? ''),
    status: {
      observedGeneration: status?.observedGeneration ?? 0,
      replicas: status?.replicas ?? 0,
      ready: status?.readyReplicas ?? 0,
      available: status?.availableReplicas ?? 0,
      current: status?.currentReplicas ?? 0,
      updated: status?.updatedReplicas ?? 0,
      currentRevision: status?.currentRevision || null,
      updateRevision: status?.updateRevision || null,
      collisionCount: status?.collisionCount ?? 0,
      conditions: (status?.conditions ?? []).map(({ type }) => type),
    },
  };
}

interface RawSet extends RawObject {
  readonly spec: {
    readonly replicas?: number;
    readonly ordinals?: { readonly start?: number };
    readonly serviceName?: string;
    readonly podManagementPolicy?: string;
    readonly updateStrategy?: {
      readonly type?: string;
      readonly rollingUpdate?: { readonly partition?: number } & RawBudget;
    };
    readonly minReadySeconds?: number;
    readonly revisionHistoryLimit?: number;
    readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
    readonly volumeClaimTemplates?: readonly (RawClaimTemplate & {
      readonly metadata: { readonly name: string };
    })[];
    readonly persistentVolumeClaimRetentionPolicy?: {
      readonly whenDeleted?: string;
      readonly whenScaled?: string;
    };
    readonly template: {
      readonly metadata?: Marked;
      readonly spec: {
        readonly containers: readonly RawResources[];
        readonly volumes?: Parameters<typeof openVolumes>[0];
      };
    };
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly readyReplicas?: number;
    readonly availableReplicas?: number;
    readonly currentReplicas?: number;
    readonly updatedReplicas?: number;
    readonly currentRevision?: string;
    readonly updateRevision?: string;
    readonly collisionCount?: number;
    readonly conditions?: readonly { readonly type: string }[];
  };
}

interface RawBudget {
  readonly maxUnavailable?: number | string;
}
