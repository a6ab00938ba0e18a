import type { V1Pod } from '@kubernetes/client-node';
import type { Workload } from '../model/workload.ts';
import { restrictedContainer, restrictedPod } from '../workloads/restricted.ts';
import { programText } from './programs/program.ts';

export const PROBE = 'dns-probe';

interface ProbeOptions {
  readonly namespace: string;
  readonly image: string;
  readonly workload: Workload;
}

/** Asks for more names than there are members, since a story may scale the set up. */
const SPARE_ORDINALS = 3;

/**
 * The pod that asks the cluster's DNS for the members' names. It prefers the control plane's node:
 * no story harms that one's containers, so the probe stays when a member's node goes.
 */
export function probePod({ namespace, image, workload }: ProbeOptions): V1Pod {
  const { set, service, replicas } = workload;
  const names = [set, service, `${replicas + SPARE_ORDINALS}`];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: PROBE, namespace, labels: { 'app.kubernetes.io/name': PROBE } },
    spec: {
      ...restrictedPod,
      terminationGracePeriodSeconds: 1,
      tolerations: [{ operator: 'Exists' }],
      affinity: {
        nodeAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            {
              weight: 100,
              preference: {
                matchExpressions: [
                  { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' },
                ],
              },
            },
          ],
        },
      },
      volumes: [{ name: 'own', emptyDir: {} }],
      containers: [
        {
          ...restrictedContainer,
          name: PROBE,
          image,
          imagePullPolicy: 'IfNotPresent',
          command: ['sh', '-c', programText('dns-probe.sh'), PROBE, ...names],
          resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } },
          volumeMounts: [{ name: 'own', mountPath: '/tmp' }],
        },
      ],
    },
  };
}
