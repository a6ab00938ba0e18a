import type { V1PodSpec } from '@kubernetes/client-node';
import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { notWhole, podNow } from '../../lib/model/story-view.ts';
import type { Deployment } from '../../lib/model/workload.ts';
import { benchPod, benchSet, IDLE } from '../../lib/workloads/bench-set.ts';
import { replicas } from '../../lib/workloads/gated.ts';
import { isGone, podIs } from '../../lib/workloads/seen.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const NOWHERE = { nodeSelector: { 'steadfast.dev/nowhere': 'yes' } };
/** Says who it is, crashes once, and then lives until it is told to end. */
const ONCE = 'echo self $HOSTNAME $POD_NAME $POD_INDEX; [ -e /mark/once ] || ';
const CRASH = '{ : > /mark/once; sleep 3; exit 1; }; ';

/** There are many ways for a member to go, and not all of them are goodbyes. */
export const waysToGo: Scenario = {
  title: 'Members crash, end well, wait for no node, are given no time and are deleted',
  hypothesis: 'Who ended is replaced, who needs no time gets none, and hooks are for deletions.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 2, beatMs: 1000, storage: 'per-node' }),
  needs: ['node-exec', 'container-runtime-events'],
  tries: [
    ...['SS-TRM-003', 'SS-TRM-007', 'SS-TRM-009', 'SS-TRM-010', 'SS-TRM-011', 'SS-IDN-011'],
    'SS-IDN-012',
  ],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [],

  async run(world) {
    await world.start();
    await world.create((deployment) => [
      benchSet({ name: 'lost', replicas: 1, pod: NOWHERE }, deployment),
      benchSet(
        { name: 'hasty', replicas: 1, pod: { terminationGracePeriodSeconds: 0 } },
        deployment,
      ),
      benchSet({ name: 'polite', replicas: 1, pod: polite(deployment) }, deployment),
    ]);
    await world.until('hasty to be whole', (history) => notWhole(history, 'hasty'));
    await world.until('lost-0 to wait', podIs('lost-0', { phase: 'Pending' }));
    // It runs nowhere, so nothing is left running when its end is written down.
    await world.patchStatus('lost-0', { phase: 'Succeeded' });
    await world.until('the one that ended to go', isGone('lost-0'));
    await world.until(
      'lost-0 to wait again',
      podIs('lost-0', { phase: 'Pending', deleting: null }),
    );

    await world.patch('statefulsets', 'lost', replicas(0));
    await world.patch('statefulsets', 'hasty', replicas(0));
    for (const pod of ['lost-0', 'hasty-0']) await world.until(`${pod} to go`, isGone(pod));

    await world.until('polite-0 to be back from its crash', (history) => {
      const pod = podNow(history, 'polite-0');
      const restarts = pod?.containers[0]?.restarts ?? 0;
      return pod?.ready && restarts > 0 ? null : `${restarts} restarts`;
    });
    await world.patch('statefulsets', 'polite', replicas(0));
    await world.until('polite-0 to go', isGone('polite-0'));
    await world.until('its last word', (history) =>
      history.some((entry) => entry.kind === 'op' && entry.op === 'leave') ? null : 'not heard',
    );
    await world.scaleTo(1);
  },
};

function polite(deployment: Deployment): Partial<V1PodSpec> {
  const field = (name: string, fieldPath: string) => ({
    name,
    valueFrom: { fieldRef: { fieldPath } },
  });
  const [container] = benchPod({}, deployment).containers;
  if (!container) return {};
  return {
    containers: [
      {
        ...container,
        command: ['sh', '-c', ONCE + CRASH + IDLE],
        env: [
          field('POD_NAME', 'metadata.name'),
          field('POD_INDEX', "metadata.labels['apps.kubernetes.io/pod-index']"),
        ],
        lifecycle: { preStop: { exec: { command: ['sh', '-c', 'echo leave > /proc/1/fd/1'] } } },
        volumeMounts: [{ name: 'mark', mountPath: '/mark' }],
      },
    ],
    volumes: [{ name: 'mark', emptyDir: {} }],
  };
}
