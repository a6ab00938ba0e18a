import type { V1Pod } from '@kubernetes/client-node';
import { connect } from '../cluster/api.ts';
import { messageIn, sendRequest } from '../cluster/send-request.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Json, Loan } from '../model/fault.ts';
import { HarnessError } from '../support/errors.ts';
import { apiLoan, plainName } from './api-loan.ts';
import { type CordonParams, marked, NODE_PERMISSIONS } from './cordon.ts';
import { readMarked } from './marked-object.ts';

const KEY = 'node.kubernetes.io/out-of-service';
/** By its value a taint of ours is told from an operator's own. */
const TAINT = { key: KEY, value: 'steadfast', effect: 'NoExecute' } as const;

/**
 * An operator's word that a node is dead: whatever does not tolerate it is taken off the node, and
 * by force where nobody answers there.
 */
export const outOfService: Loan<CordonParams> = apiLoan<CordonParams>({
  name: 'out-of-service',
  needs: [],
  reach: 'node',
  permissions: [
    ...NODE_PERMISSIONS,
    { group: '', resource: 'pods', verb: 'list', scope: 'cluster' },
  ],
  targetOf: ({ node }) => node,

  undoLine: ({ node }) => {
    const field = `{.spec.taints[?(@.key=="${KEY}")].value}`;
    const name = plainName(node);
    return [
      `value=$(k get node ${name} --ignore-not-found -o jsonpath='${field}') || exit 1`,
      `[ "$value" != ${TAINT.value} ] || k taint node ${name} ${KEY}- >/dev/null || exit 1`,
    ].join('\n');
  },

  async harm(cluster, { node }) {
    const target = marked('out-of-service', node);
    const { config } = connect(cluster);
    const path = `/api/v1/nodes/${node}`;
    for (;;) {
      const found = await readMarked(cluster, target);
      if (!found) throw new HarnessError({ what: `there is no node ${node}` });
      const taints = [...taintsIn(found.spec), TAINT];
      const { resourceVersion } = found.metadata;
      const body = { metadata: { resourceVersion }, spec: { taints } };
      const answer = await sendRequest(config, { method: 'PATCH', path, body });
      if (answer.code < 300) return;
      // A list is written as a whole, so somebody else's taint in between would be lost.
      if (answer.code === 409) continue;
      throw new HarnessError({
        what: `${node} could not be called out of service`,
        lastSeen: `${answer.code}: ${messageIn(answer.body)}`,
      });
    }
  },

  async isInForce(cluster, { node }) {
    const tainted = await isTainted(cluster, node);
    const left = (await guestsOf(cluster, node)).map(({ metadata }) => metadata?.name ?? '');
    return {
      holds: tainted && left.length === 0,
      says:
        `${node} is ${tainted ? '' : 'NOT '}called out of service; ` +
        `pods that were not asked to go: ${left.join(', ') || 'none'}`,
    };
  },

  async left(cluster, { node }) {
    return (await isTainted(cluster, node)) ? [`the taint ${KEY} of ${node}`] : [];
  },
});

interface Taint {
  readonly key: string;
  readonly value?: string;
}

function taintsIn(spec: Readonly<Record<string, Json>>): readonly Taint[] {
  return (spec.taints ?? []) as unknown as readonly Taint[];
}

async function isTainted(cluster: Cluster, node: string): Promise<boolean> {
  const found = await readMarked(cluster, marked('out-of-service', node));
  const taints = found ? taintsIn(found.spec) : [];
  return taints.some(({ key, value }) => key === KEY && value === TAINT.value);
}

/** Pods that the taint is meant for, and that nobody has asked to go yet. */
async function guestsOf(cluster: Cluster, node: string): Promise<readonly V1Pod[]> {
  const fieldSelector = `spec.nodeName=${node}`;
  const { items } = await connect(cluster).core.listPodForAllNamespaces({ fieldSelector });
  return items.filter(({ metadata, spec, status }) => {
    const tolerates = spec?.tolerations?.some(({ key, effect }) => {
      return (!key || key === KEY) && (!effect || effect === 'NoExecute');
    });
    const isOver = status?.phase === 'Succeeded' || status?.phase === 'Failed';
    return !tolerates && !isOver && !metadata?.deletionTimestamp;
  });
}
