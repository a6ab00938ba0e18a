import type { V1Container, V1PodSpec } from '@kubernetes/client-node';

const NOBODY = 65532;

/** What the `restricted` Pod Security standard asks of a pod, and a user that no image owns. */
export const restrictedPod: Pick<
  V1PodSpec,
  'securityContext' | 'automountServiceAccountToken' | 'enableServiceLinks'
> = {
  securityContext: {
    runAsNonRoot: true,
    runAsUser: NOBODY,
    runAsGroup: NOBODY,
    fsGroup: NOBODY,
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  },
  automountServiceAccountToken: false,
  enableServiceLinks: false,
};

export const restrictedContainer: Pick<V1Container, 'securityContext'> = {
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
  },
};
