import { cordon } from '../../lib/faults/cordon.ts';
import { deletePod } from '../../lib/faults/delete-pod.ts';
import { rebootNode } from '../../lib/faults/reboot-node.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { notWhole } from '../../lib/model/story-view.ts';
import { benchSet } from '../../lib/workloads/bench-set.ts';
import { startedAgain } from '../../lib/workloads/seen.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const PATIENT = 'patient';

/** What every cluster adds by itself, whatever the timers of this one are. */
const TOLERATIONS = ['not-ready', 'unreachable'].map((taint) => ({
  key: `node.kubernetes.io/${taint}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
}));

/** A node is there again before anybody gives up on it, and the same members are on it. */
export const offAndOnAgain: Scenario = {
  title: 'A node is rebooted, and later closed while one of its members is deleted',
  hypothesis: 'Members outlast a short absence as the same pods, and wait for their volumes.',
  suite: 'chaos',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: ['node-exec', 'node-power', 'container-runtime-events'],
  tries: ['SS-NOD-007', 'SS-STO-020'],
  exclusive: true,
  hurtsOnlyNodes: true,
  deadlineMs: minutes(12),
  faults: [
    { fault: 'reboot-node', among: { from: 0, below: 3 } },
    { fault: 'delete-pod', among: { from: 0, below: 3 } },
  ],

  async run(world) {
    await world.start();
    const victim = world.victimOf('reboot-node');
    const nodeSelector = { 'kubernetes.io/hostname': await world.nodeOf(victim) };
    const pod = { nodeSelector, tolerations: TOLERATIONS };
    await world.create((deployment) => [
      benchSet({ name: PATIENT, replicas: 2, templates: ['data'], pod }, deployment),
    ]);
    await world.until('both to be Ready', (history) => notWhole(history, PATIENT));
    await world.strikeMember(rebootNode, victim);
    // Until its kubelet looks at them, the API takes them for what they were.
    for (const name of [`${PATIENT}-0`, `${PATIENT}-1`]) {
      await world.until(`${name} to start again`, startedAgain(name));
    }
    await world.until('both to be Ready again', (history) => notWhole(history, PATIENT));
    await world.settle();

    const deleted = world.victimOf('delete-pod');
    await world.under(cordon, { node: await world.nodeOf(deleted) }, async () => {
      await world.strikeMember(deletePod, deleted);
      await world.watchFor(seconds(8), 'its volume is behind a closed door');
    });
    await world.replaced(deleted);
    await world.settle();
  },
};
