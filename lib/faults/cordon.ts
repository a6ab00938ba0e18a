import type { Cluster } from '../model/cluster.ts';
import type { Loan, Proof } from '../model/fault.ts';
import { apiLoan } from './api-loan.ts';
import {
  harmMarked,
  type MarkedObject,
  markLeft,
  readMarked,
  undoMarked,
} from './marked-object.ts';

export type CordonParams = { readonly node: string };

const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable';

export const NODE_PERMISSIONS = ['get', 'list', 'patch'].map((verb) => ({
  ...{ group: '', resource: 'nodes', verb, scope: 'cluster' as const },
}));

/** Keeps new pods off a node; what runs there runs on. */
export const cordon: Loan<CordonParams> = apiLoan<CordonParams>({
  name: 'cordon',
  needs: [],
  reach: 'node',
  permissions: NODE_PERMISSIONS,
  targetOf: ({ node }) => node,
  undoLine: ({ node }) => undoMarked(marked('cordon', node)),
  harm: (cluster, { node }) => closeNode(cluster, marked('cordon', node)),
  isInForce: (cluster, { node }) => proveClosed(cluster, marked('cordon', node)),
  left: (cluster, { node }) => markLeft(cluster, marked('cordon', node)),
});

export function marked(fault: string, name: string): MarkedObject {
  return { kind: 'node', namespace: null, name, mark: `steadfast.dev/undo-${fault}` };
}

export async function closeNode(cluster: Cluster, node: MarkedObject): Promise<void> {
  await harmMarked(cluster, node, ({ spec }) => ({
    patch: { spec: { unschedulable: true } },
    back: [{ op: 'add', path: '/spec/unschedulable', value: spec.unschedulable ?? false }],
  }));
}

/** The scheduler goes by the taint, which a controller sets after the field. */
export async function proveClosed(cluster: Cluster, node: MarkedObject): Promise<Proof> {
  const found = await readMarked(cluster, node);
  const { unschedulable = false, taints = [] } = (found?.spec ?? {}) as {
    readonly unschedulable?: boolean;
    readonly taints?: readonly { readonly key: string }[];
  };
  const isTainted = taints.some(({ key }) => key === UNSCHEDULABLE);
  const says = `${node.name} is ${unschedulable ? '' : 'NOT '}cordoned`;
  return {
    holds: unschedulable && isTainted,
    says: `${says}, and ${isTainted ? 'has' : 'has NOT'} the taint ${UNSCHEDULABLE}`,
  };
}
