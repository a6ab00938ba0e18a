import { z } from 'zod';
import type { ClusterNode, Subject } from '../model/cluster.ts';
import { HarnessError } from '../support/errors.ts';
import { KUBECTL } from './storage.ts';

export type TimerFacts = Subject['timers']['facts'];

const SHORT: TimerFacts = {
  nodeMonitorGraceSeconds: 12,
  nodeMonitorPeriodSeconds: 2,
  nodeLeaseSeconds: 8,
  nodeStatusUpdateSeconds: 2,
  tolerationSeconds: 5,
};
const STOCK: TimerFacts = {
  nodeMonitorGraceSeconds: 50,
  nodeMonitorPeriodSeconds: 5,
  nodeLeaseSeconds: 40,
  nodeStatusUpdateSeconds: 10,
  tolerationSeconds: 300,
};

/** A set of timers is called by its name only when every single one of them is what it says. */
export function timersName(facts: TimerFacts): Subject['timers']['name'] {
  const are = (known: TimerFacts) =>
    Object.entries(known).every(([name, seconds]) => facts[name] === seconds);
  return are(SHORT) ? 'short' : are(STOCK) ? 'stock' : 'as found';
}

/**
 * The timers in force, asked of the components that run by them: defaults differ between releases
 * and nobody writes them down in a manifest. All kubelets have one configuration, and the control
 * plane's own can be asked while workers are split off.
 */
export async function readTimers(controlPlane: ClusterNode): Promise<TimerFacts> {
  const [manager, kubelet, pods] = await Promise.all([
    ask(controlPlane, ['--server=https://127.0.0.1:10257', '--insecure-skip-tls-verify'], CONFIG),
    ask(controlPlane, [], `/api/v1/nodes/${controlPlane.name}/proxy${CONFIG}`),
    ask(controlPlane, [], '/api/v1/namespaces/kube-system/pods?labelSelector=k8s-app%3Dkube-dns'),
  ]);
  const controllers = managerSchema.parse(manager)['kubecontrollermanager.config.k8s.io'];
  const { kubeletconfig } = kubeletSchema.parse(kubelet);
  return {
    nodeMonitorGraceSeconds: inSeconds(controllers.NodeLifecycleController.NodeMonitorGracePeriod),
    nodeMonitorPeriodSeconds: inSeconds(controllers.KubeCloudShared.NodeMonitorPeriod),
    nodeLeaseSeconds: kubeletconfig.nodeLeaseDurationSeconds,
    nodeStatusUpdateSeconds: inSeconds(kubeletconfig.nodeStatusUpdateFrequency),
    tolerationSeconds: tolerationIn(pods),
  };
}

const CONFIG = '/configz';
/** A component that takes longer is down, and what it said at the cluster's start still holds. */
const ANSWER_MS = 10_000;

async function ask(node: ClusterNode, flags: readonly string[], path: string): Promise<unknown> {
  const argv = [...KUBECTL, ...flags, 'get', '--raw', path];
  const { code, stdout, stderr } = await node.exec(argv, { limitMs: ANSWER_MS });
  if (code === 0) return JSON.parse(stdout);
  throw new HarnessError({ what: `${path} was not answered`, lastSeen: stderr.trim() });
}

const durationSchema = z.union([z.string(), z.object({ Duration: z.number() })]);
const managerSchema = z.object({
  'kubecontrollermanager.config.k8s.io': z.object({
    NodeLifecycleController: z.object({ NodeMonitorGracePeriod: durationSchema }),
    KubeCloudShared: z.object({ NodeMonitorPeriod: durationSchema }),
  }),
});
const kubeletSchema = z.object({
  kubeletconfig: z.object({
    nodeLeaseDurationSeconds: z.number(),
    nodeStatusUpdateFrequency: durationSchema,
  }),
});
const podsSchema = z.object({
  items: z.array(
    z.object({
      spec: z.object({
        tolerations: z.array(
          z.object({ key: z.string().optional(), tolerationSeconds: z.number().optional() }),
        ),
      }),
    }),
  ),
});

/** Admission writes the API server's default into every pod that has no toleration of its own. */
function tolerationIn(pods: unknown): number {
  const found = podsSchema
    .parse(pods)
    .items.flatMap(({ spec }) => spec.tolerations)
    .find(({ key }) => key === 'node.kubernetes.io/unreachable')?.tolerationSeconds;
  if (found === undefined) {
    throw new HarnessError({ what: 'no pod of the cluster DNS shows the default toleration' });
  }
  return found;
}

/** Go writes a duration as nanoseconds or as text such as 1m30s, depending on the component. */
export function inSeconds(duration: z.infer<typeof durationSchema>): number {
  if (typeof duration !== 'string') return duration.Duration / 1e9;
  const units = { h: 3600, m: 60, s: 1, ms: 0.001 } as const;
  let total = 0;
  for (const [, amount, unit] of duration.matchAll(/([\d.]+)(ms|h|m|s)/g)) {
    total += Number(amount) * units[unit as keyof typeof units];
  }
  return total;
}
