import { connect } from '../cluster/api.ts';
import { messageIn, sendRequest } from '../cluster/send-request.ts';
import type { Cluster } from '../model/cluster.ts';
import { HarnessError } from '../support/errors.ts';

export type RefusalParams = { readonly namespace: string };

/** A pod that every admission but the harmed one lets pass. */
const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { generateName: 'steadfast-asks-' },
  spec: {
    automountServiceAccountToken: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 65532,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [
      {
        name: 'asks',
        image: 'none.invalid/none',
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
  },
};

/** What the server would say to a new pod, without making one. */
export async function askForPod(
  cluster: Cluster,
  namespace: string,
): Promise<{ readonly code: number; readonly says: string }> {
  const { code, body } = await sendRequest(connect(cluster).config, {
    method: 'POST',
    path: `/api/v1/namespaces/${namespace}/pods?dryRun=All`,
    body: POD,
  });
  return { code, says: messageIn(body) };
}

/** Creates what will refuse; answers with the server's refusal to create it, if any. */
export async function createAt(cluster: Cluster, path: string, body: object): Promise<void> {
  const answer = await sendRequest(connect(cluster).config, { method: 'POST', path, body });
  if (answer.code < 300) return;
  throw new HarnessError({
    what: `${path} was answered with ${answer.code}`,
    lastSeen: messageIn(answer.body),
  });
}

export async function isAt(cluster: Cluster, path: string): Promise<boolean> {
  const { code, body } = await sendRequest(connect(cluster).config, { method: 'GET', path });
  if (code === 200 || code === 404) return code === 200;
  throw new HarnessError({ what: `${path} was answered with ${code}`, lastSeen: messageIn(body) });
}
