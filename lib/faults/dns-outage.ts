import { connect } from '../cluster/api.ts';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { Loan } from '../model/fault.ts';
import { HarnessError } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';
import { apiLoan } from './api-loan.ts';
import { markLeft } from './marked-object.ts';
import { onNode } from './node-shell.ts';
import {
  type DeploymentParams,
  replicasOf,
  scaleBack,
  scaledBy,
  scaleToNone,
} from './scaled-to-none.ts';

/** The Service in front of a cluster's DNS has had this name since before CoreDNS. */
const SERVICE = 'kube-dns';

// A question for kubernetes.default, in the octets of RFC 1035; any octet back is an answer, also
// one that says that there is no such name. One write is one datagram.
const QUESTION =
  '\\x5f\\x5f\\x01\\x00\\x00\\x01\\x00\\x00\\x00\\x00\\x00\\x00' +
  '\\x0akubernetes\\x07default\\x00\\x00\\x01\\x00\\x01';

const ASK = `exec 5<>"/dev/udp/$1/53" || exit 1
for try in 1 2; do
  printf "$2" >&5 2>/dev/null
  IFS= read -r -t 2 -N 1 -u 5 octet 2>/dev/null && { echo answered; exit 0; }
done
echo silent`;

/** Nobody answers for the cluster's names: its DNS has no server left. */
export const dnsOutage: Loan<DeploymentParams> = apiLoan<DeploymentParams>({
  name: 'dns-outage',
  needs: ['cluster-dns'],
  reach: 'cluster',
  targetOf: ({ deployment }) => deployment,
  undoLine: (params) => scaleBack(scaledBy('dns-outage', params)),
  harm: (cluster, params) => scaleToNone(cluster, scaledBy('dns-outage', params)),

  async isInForce(cluster, params) {
    const replicas = await replicasOf(cluster, scaledBy('dns-outage', params));
    const answer = await askDns(cluster);
    return {
      holds: replicas === 0 && answer === 'silent',
      says: `${params.deployment} has ${replicas ?? 'no'} replicas; ${SERVICE} ${answer}`,
    };
  },

  async left(cluster, params) {
    const marks = await markLeft(cluster, scaledBy('dns-outage', params));
    const answer = await askDns(cluster);
    return answer === 'answered' ? marks : [...marks, `the silence of ${SERVICE}`];
  },
});

/** Asked from a worker, by way of the Service: as pods ask. */
async function askDns(cluster: Cluster): Promise<string> {
  const { spec } = await connect(cluster).core.readNamespacedService({
    ...{ name: SERVICE, namespace: 'kube-system' },
  });
  const args = [spec?.clusterIP ?? '', QUESTION];
  const limitMs = LIMITS.probeExecMs;
  const [answer = 'silent'] = await onNode(workerOf(cluster), {
    ...{ what: 'asking the DNS of the cluster', script: ASK, args, limitMs },
  });
  return answer;
}

function workerOf({ nodes }: Cluster): ClusterNode {
  const worker = nodes.find(({ role }) => role === 'worker') ?? nodes[0];
  if (worker) return worker;
  throw new HarnessError({ what: 'the cluster shows no node to ask its DNS from' });
}
