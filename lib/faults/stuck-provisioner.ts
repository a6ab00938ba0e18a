import { connect } from '../cluster/api.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Loan } from '../model/fault.ts';
import { apiLoan } from './api-loan.ts';
import { markLeft } from './marked-object.ts';
import {
  type DeploymentParams,
  replicasOf,
  scaleBack,
  scaledBy,
  scaleToNone,
} from './scaled-to-none.ts';

const NAME = 'stuck-provisioner';

/** New claims stay as they were asked for: nobody makes volumes. Bound ones are as ever. */
export const stuckProvisioner: Loan<DeploymentParams> = apiLoan<DeploymentParams>({
  name: NAME,
  needs: ['volume-read'],
  reach: 'cluster',
  targetOf: ({ deployment }) => deployment,
  undoLine: (params) => scaleBack(scaledBy(NAME, params)),
  harm: (cluster, params) => scaleToNone(cluster, scaledBy(NAME, params)),

  async isInForce(cluster, params) {
    const replicas = await replicasOf(cluster, scaledBy(NAME, params));
    const pods = await podsOf(cluster, params);
    return {
      // One that is on its way out still makes volumes.
      holds: replicas === 0 && pods.length === 0,
      says: `${params.deployment} has ${replicas ?? 'no'} replicas and ${pods.length} pods`,
    };
  },

  async left(cluster, params) {
    const marks = await markLeft(cluster, scaledBy(NAME, params));
    const pods = await podsOf(cluster, params);
    const ready = pods.filter(({ status }) =>
      status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True'),
    );
    return ready.length > 0 ? marks : [...marks, `the absence of ${params.deployment}`];
  },
});

async function podsOf(cluster: Cluster, { namespace, deployment }: DeploymentParams) {
  const { apps, core } = connect(cluster);
  const { spec } = await apps.readNamespacedDeployment({ name: deployment, namespace });
  const labels = Object.entries(spec?.selector.matchLabels ?? {});
  const labelSelector = labels.map(([key, value]) => `${key}=${value}`).join(',');
  return (await core.listNamespacedPod({ namespace, labelSelector })).items;
}
