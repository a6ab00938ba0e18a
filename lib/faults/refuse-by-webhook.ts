import type { Loan } from '../model/fault.ts';
import { apiLoan, plainName } from './api-loan.ts';
import { askForPod, createAt, isAt, type RefusalParams } from './refused-pod.ts';

const PATH = '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations';
const nameFor = (namespace: string) => `steadfast-refuses-${plainName(namespace)}`;

/**
 * A webhook that must be asked about every new pod of a namespace and that nobody answers for: the
 * server can neither let the pod in nor say why not.
 */
export const refuseByWebhook: Loan<RefusalParams> = apiLoan<RefusalParams>({
  name: 'refuse-by-webhook',
  needs: [],
  reach: 'cluster',
  permissions: ['create', 'get', 'delete'].map((verb) => ({
    group: 'admissionregistration.k8s.io',
    resource: 'validatingwebhookconfigurations',
    verb,
    scope: 'cluster' as const,
  })),
  targetOf: ({ namespace }) => namespace,
  undoLine: ({ namespace }) =>
    `k delete validatingwebhookconfiguration ${nameFor(namespace)} --ignore-not-found >/dev/null`,

  harm: (cluster, { namespace }) => createAt(cluster, PATH, configurationFor(namespace)),

  async isInForce(cluster, { namespace }) {
    const { code, says } = await askForPod(cluster, namespace);
    return {
      holds: code === 500 && says.includes('refuses.steadfast.dev'),
      says: `a pod for ${namespace} is answered with ${code}: ${says || 'welcome'}`,
    };
  },

  async left(cluster, { namespace }) {
    const name = nameFor(namespace);
    if (await isAt(cluster, `${PATH}/${name}`)) return [`the webhook ${name}`];
    // Servers learn of a webhook's end a moment after it.
    const { says } = await askForPod(cluster, namespace);
    return says.includes('refuses.steadfast.dev') ? [`its refusal: ${says}`] : [];
  },
});

function configurationFor(namespace: string): object {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: nameFor(namespace) },
    webhooks: [
      {
        name: 'refuses.steadfast.dev',
        admissionReviewVersions: ['v1'],
        sideEffects: 'None',
        failurePolicy: 'Fail',
        timeoutSeconds: 1,
        // The discard port of the server's own machine: nobody listens there.
        clientConfig: { url: 'https://127.0.0.1:9/' },
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
        rules: [
          {
            ...{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'] },
            ...{ resources: ['pods'], scope: 'Namespaced' },
          },
        ],
      },
    ],
  };
}
