import type { Loan } from '../model/fault.ts';
import { apiLoan, plainName } from './api-loan.ts';
import { askForPod, createAt, isAt, type RefusalParams } from './refused-pod.ts';

const NAME = 'steadfast-refuses';

/** Lets no new pod into a namespace, as a team does that has used up what it was given. */
export const refuseByQuota: Loan<RefusalParams> = apiLoan<RefusalParams>({
  name: 'refuse-by-quota',
  needs: [],
  reach: 'own',
  targetOf: ({ namespace }) => namespace,
  undoLine: ({ namespace }) =>
    `k delete resourcequota ${NAME} -n ${plainName(namespace)} --ignore-not-found >/dev/null`,

  async harm(cluster, { namespace }) {
    await createAt(cluster, `/api/v1/namespaces/${namespace}/resourcequotas`, {
      ...{ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: NAME } },
      spec: { hard: { pods: '0' } },
    });
  },

  async isInForce(cluster, { namespace }) {
    const { code, says } = await askForPod(cluster, namespace);
    return {
      holds: code === 403 && says.includes(`exceeded quota: ${NAME}`),
      says: `a pod for ${namespace} is answered with ${code}: ${says || 'welcome'}`,
    };
  },

  async left(cluster, { namespace }) {
    const path = `/api/v1/namespaces/${namespace}/resourcequotas/${NAME}`;
    if (await isAt(cluster, path)) return [`the quota ${NAME}`];
    const { says } = await askForPod(cluster, namespace);
    return says.includes(NAME) ? [`its refusal: ${says}`] : [];
  },
});
