import { minutes, type Scenario, seconds, type World } from '../../lib/model/scenario.ts';
import { notWhole } from '../../lib/model/story-view.ts';
import { benchSet } from '../../lib/workloads/bench-set.ts';
import { GATED, hold, letGo, replicas, unwell, well } from '../../lib/workloads/gated.ts';
import { isGoing, isGone, podIs } from '../../lib/workloads/seen.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const scale = (world: World, set: string, count: number) =>
  world.patch('statefulsets', set, replicas(count));
const anew = { template: { metadata: { annotations: { 'steadfast.dev/rollout': 'new' } } } };

/** All that ordered sets must wait for, each in a set that minds no other. */
export const aSetThatWaits: Scenario = {
  title: 'A set waits for whoever is unwell, missing, going or held',
  hypothesis: 'Nothing is done out of turn, nothing is done twice, and nothing hangs.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 1, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: [
    ...['SS-ORD-002', 'SS-ORD-003', 'SS-ORD-005', 'SS-ORD-006', 'SS-ORD-007', 'SS-ORD-008'],
    ...['SS-ORD-009', 'SS-ORD-011', 'SS-ORD-012', 'SS-ORD-013', 'SS-ORD-014'],
    ...['SS-TRM-001', 'SS-TRM-004', 'SS-TRM-005', 'SS-TRM-006', 'SS-STA-004'],
  ],
  exclusive: false,
  deadlineMs: minutes(12),
  faults: [],

  async run(world) {
    await Promise.all([waitForTheUnwell(world), waitForTheHeld(world), waitForTheDying(world)]);
  },
};

async function waitForTheUnwell(world: World): Promise<void> {
  await gatedSet(world, 'calm', 2);
  await growAndShrinkUnderOneUnwell(world);
  await loseTwoBelowOneUnwell(world);
  await sleepAndWake(world);
}

/** A set each of whose members is Ready when the story says so: all of them, to begin with. */
async function gatedSet(world: World, name: string, count: number): Promise<void> {
  await world.create((deployment) => [
    benchSet({ name, replicas: count, policy: 'OrderedReady', pod: GATED }, deployment),
  ]);
  await well(world, ...Array.from({ length: count }, (_, ordinal) => `${name}-${ordinal}`));
}

async function growAndShrinkUnderOneUnwell(world: World): Promise<void> {
  await unwell(world, 'calm-0');
  await scale(world, 'calm', 3);
  await world.watchFor(seconds(5), 'growth waits for calm-0');
  await well(world, 'calm-0', 'calm-2');

  await unwell(world, 'calm-0');
  await scale(world, 'calm', 2);
  await world.watchFor(seconds(5), 'shrinking waits for calm-0');
  await well(world, 'calm-0');
  await world.until('calm-2 to go', isGone('calm-2'));

  await scale(world, 'calm', 3);
  await world.until('calm-2 to run', podIs('calm-2', { phase: 'Running' }));
  await world.watchFor(seconds(4), 'calm-2 is not Ready');
  await scale(world, 'calm', 2);
  await world.until('calm-2 to go as it is', isGone('calm-2'));
}

async function loseTwoBelowOneUnwell(world: World): Promise<void> {
  await scale(world, 'calm', 3);
  await well(world, 'calm-2');
  await unwell(world, 'calm-2');
  for (const pod of ['calm-0', 'calm-1']) await world.remove('pods', pod);
  for (const pod of ['calm-0', 'calm-1']) await world.until(`${pod} to go`, isGone(pod));
  await world.until('calm-0 to run', podIs('calm-0', { phase: 'Running', deleting: null }));
  await world.watchFor(seconds(4), 'calm-1 waits for calm-0, which is not Ready');
  await well(world, 'calm-0', 'calm-1', 'calm-2');
}

async function waitForTheHeld(world: World): Promise<void> {
  await gatedSet(world, 'firm', 3);
  await hold(world, 'firm-1');
  await world.remove('pods', 'firm-1');
  await scale(world, 'firm', 4);
  await world.watchFor(seconds(6), 'firm-3 waits for firm-1, which is held');
  await letGo(world, 'firm-1');
  await world.until('firm-1 to go', isGone('firm-1'));
  await well(world, 'firm-1', 'firm-3');

  await hold(world, 'firm-3');
  await world.patch('statefulsets', 'firm', { spec: { replicas: 3, ...anew } });
  await world.watchFor(seconds(6), 'the update waits for firm-3, which has to go and is held');
  await letGo(world, 'firm-3');
  await world.until('firm-3 to go', isGone('firm-3'));
  for (const pod of ['firm-2', 'firm-1', 'firm-0']) {
    await world.until(`${pod} to be updated`, isGone(pod));
    await well(world, pod);
  }
}

/** Who lingers is Ready to the end, and yet on the way out. */
async function waitForTheDying(world: World): Promise<void> {
  const set = { name: 'slow', replicas: 1, policy: 'OrderedReady', lingers: 10 } as const;
  await world.create((deployment) => [benchSet(set, deployment)]);
  await world.until('slow to be whole', (history) => notWhole(history, 'slow'));
  await world.remove('pods', 'slow-0');
  await world.until('slow-0 to be Terminating', isGoing('slow-0'));
  await world.watchFor(seconds(3), 'slow-0 lingers, and nobody can be unaware of it any more');
  await world.patch('statefulsets', 'slow', replicas(2));
  await world.watchFor(seconds(4), 'slow-1 waits for slow-0');
  await world.until('slow to be whole with two', (history) => notWhole(history, 'slow'));
}

async function sleepAndWake(world: World): Promise<void> {
  await scale(world, 'calm', 0);
  for (const pod of ['calm-2', 'calm-1', 'calm-0']) {
    await world.until(`${pod} to go`, isGone(pod));
  }
  await scale(world, 'calm', 2);
  await well(world, 'calm-0', 'calm-1');
}
