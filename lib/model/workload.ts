import type { KubernetesObject } from '@kubernetes/client-node';
import type { System } from './system.ts';

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
  /** Absent where members do nothing but testify. */
  readonly system?: System;
  /** Objects to create, in order; the StatefulSet is the last. */
  manifest(deployment: Deployment): readonly KubernetesObject[];
}
