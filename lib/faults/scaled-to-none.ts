import type { Cluster } from '../model/cluster.ts';
import { harmMarked, type MarkedObject, readMarked, undoMarked } from './marked-object.ts';

export type DeploymentParams = { readonly namespace: string; readonly deployment: string };

/** The pods of a deployment are what serves: without a replica nobody does. */
export function scaledBy(fault: string, params: DeploymentParams): MarkedObject {
  const { namespace, deployment: name } = params;
  return { kind: 'deployment', namespace, name, mark: `steadfast.dev/undo-${fault}` };
}

export async function scaleToNone(cluster: Cluster, target: MarkedObject): Promise<void> {
  await harmMarked(cluster, target, ({ spec }) => ({
    patch: { spec: { replicas: 0 } },
    back: [{ op: 'replace', path: '/spec/replicas', value: spec.replicas ?? 1 }],
  }));
}

export const scaleBack = undoMarked;

/** Null where there is no such deployment. */
export async function replicasOf(cluster: Cluster, target: MarkedObject): Promise<number | null> {
  const replicas = (await readMarked(cluster, target))?.spec.replicas;
  return typeof replicas === 'number' ? replicas : null;
}
