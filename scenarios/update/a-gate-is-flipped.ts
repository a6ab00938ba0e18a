import { flipGate } from '../../lib/faults/flip-gate.ts';
import { minutes, type Scenario, seconds, type World } from '../../lib/model/scenario.ts';
import { notUpdated, notWhole } from '../../lib/model/story-view.ts';
import { benchSet } from '../../lib/workloads/bench-set.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const STRATEGY = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } };

/**
 * Whichever way the gate was: one of the sets is written while it is on and updated while it is
 * off, and the other one's wish is dropped when it is written.
 */
export const aGateIsFlipped: Scenario = {
  title: 'The gate of maxUnavailable is flipped and flipped back, and sets are updated each time',
  hypothesis: 'What is stored is used while the gate is on, and no longer once it is off.',
  suite: 'chaos',
  workload: witnessSet({ replicas: 1, beatMs: 1000, storage: 'per-node' }),
  needs: ['node-exec', 'gate-flip'],
  tries: ['SS-MXU-008', 'SS-CTL-012'],
  exclusive: true,
  takesApiAway: true,
  deadlineMs: minutes(12),
  faults: [],

  async run(world) {
    await write(world, 'before');
    await isReady(world, 'before');
    await world.under(flipGate, { node: world.controlPlane() }, async () => {
      await write(world, 'meanwhile');
      await renew(world, 'before', 'one');
      await isReady(world, 'meanwhile');
      await renew(world, 'meanwhile', 'one');
    });
    await renew(world, 'meanwhile', 'two');
  },
};

async function write(world: World, name: string): Promise<void> {
  await world.create((deployment) => [benchSet({ name, replicas: 4 }, deployment)]);
  await world.patch('statefulsets', name, { spec: { updateStrategy: STRATEGY } });
}

async function isReady(world: World, name: string): Promise<void> {
  await world.until(`${name} to be Ready`, (history) => notWhole(history, name));
}

async function renew(world: World, name: string, word: string): Promise<void> {
  // What came before is then no part of what the update is judged by.
  await world.watchFor(seconds(2), 'whoever leads has looked around');
  const labels = { 'steadfast.dev/word': word };
  const template = { metadata: { annotations: labels } };
  await world.patch('statefulsets', name, { metadata: { labels }, spec: { template } });
  await world.until(`all of ${name} to be renewed`, (history) =>
    notUpdated(history, name, (set) => set.labels['steadfast.dev/word'] === word),
  );
}
