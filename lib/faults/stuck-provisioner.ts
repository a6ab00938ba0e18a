import { connect } from '../cluster/api.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Loan } from '../model/fault.ts';
import { apiLoan } from './api-loan.ts';
import {
  type Change,
  type Found,
  harmMarked,
  type MarkedObject,
  markLeft,
  undoMarked,
} from './marked-object.ts';

/** What makes the volumes of a cluster: one for all nodes, or one on each. */
export type ProvisionerParams = {
  readonly kind: 'deployment' | 'daemonset';
  readonly namespace: string;
  readonly name: string;
};

const NAME = 'stuck-provisioner';
/** No node carries this label. */
const NOWHERE = { 'steadfast.dev/nowhere': 'true' };

/** New claims stay as they were asked for: nobody makes volumes. Bound ones are as ever. */
export const stuckProvisioner: Loan<ProvisionerParams> = apiLoan<ProvisionerParams>({
  name: NAME,
  needs: ['volume-read'],
  reach: 'cluster',
  targetOf: ({ name }) => name,
  undoLine: (params) => undoMarked(markedBy(params)),

  async harm(cluster, params) {
    const change = params.kind === 'deployment' ? withoutReplicas : withoutNodes;
    await harmMarked(cluster, markedBy(params), change);
  },

  async isInForce(cluster, params) {
    const { wanted, pods } = await look(cluster, params);
    return {
      // One that is on its way out still makes volumes.
      holds: wanted === 0 && pods.length === 0,
      says: `${params.name} is to have ${wanted} pods and has ${pods.length}`,
    };
  },

  async left(cluster, params) {
    const marks = await markLeft(cluster, markedBy(params));
    const { wanted, pods } = await look(cluster, params);
    const ready = pods.filter(({ status }) =>
      status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True'),
    );
    const isBack = wanted > 0 && ready.length >= wanted;
    return isBack ? marks : [...marks, `the absence of ${params.name}`];
  },
});

function markedBy({ kind, namespace, name }: ProvisionerParams): MarkedObject {
  return { kind, namespace, name, mark: `steadfast.dev/undo-${NAME}` };
}

function withoutReplicas({ spec }: Found): Change {
  return {
    patch: { spec: { replicas: 0 } },
    back: [{ op: 'replace', path: '/spec/replicas', value: spec.replicas ?? 1 }],
  };
}

function withoutNodes(): Change {
  return {
    patch: { spec: { template: { spec: { nodeSelector: NOWHERE } } } },
    back: [{ op: 'remove', path: '/spec/template/spec/nodeSelector/steadfast.dev~1nowhere' }],
  };
}

async function look(cluster: Cluster, { kind, namespace, name }: ProvisionerParams) {
  const { apps, core } = connect(cluster);
  const { wanted, labels } =
    kind === 'deployment'
      ? await apps.readNamespacedDeployment({ name, namespace }).then(({ spec }) => ({
          ...{ wanted: spec?.replicas ?? 1, labels: spec?.selector.matchLabels },
        }))
      : await apps.readNamespacedDaemonSet({ name, namespace }).then(({ spec, status }) => ({
          ...{ wanted: status?.desiredNumberScheduled ?? 0, labels: spec?.selector.matchLabels },
        }));
  const pairs = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`);
  const labelSelector = pairs.join(',');
  return { wanted, pods: (await core.listNamespacedPod({ namespace, labelSelector })).items };
}
