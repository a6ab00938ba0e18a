import type { KubernetesObject } from '@kubernetes/client-node';

/** What a workload's manifest may depend on. */
export interface Deployment {
  readonly namespace: string;
  readonly run: string;
  readonly image: string;
  readonly storageClass: string;
  readonly tolerationSeconds: number | null;
}

export interface Workload {
  readonly name: string;
  /** The set's name and its headless Service's. */
  readonly set: string;
  readonly service: string;
  readonly replicas: number;
  /** Milliseconds between two beats of a member. */
  readonly beatMs: number;
  /** Which storage class its claims ask for. */
  readonly storage: 'per-node' | 'shared';
  /** Objects to create, in order; the StatefulSet is the last. */
  manifest(deployment: Deployment): readonly KubernetesObject[];
}
