import { minutes, type Scenario, type World } from '../../lib/model/scenario.ts';
import { benchSet } from '../../lib/workloads/bench-set.ts';
import { GATED, hold, letGo, replicas, unwell, well } from '../../lib/workloads/gated.ts';
import { isGoing, isGone, podIs } from '../../lib/workloads/seen.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const edit = (world: World, template: object) =>
  world.patch('statefulsets', 'swift', { spec: { template } });
const nowhere = (value: string | null) => ({
  spec: { nodeSelector: value ? { 'steadfast.dev/nowhere': value } : null },
});

/** What a claim template gives to its claims beside their spec. */
const CLAIMS = {
  templates: ['data', 'log'],
  templateLabels: { 'steadfast.dev/part': 'data' },
  templateNotes: { 'steadfast.dev/note': 'from-the-template' },
};

/** What a set without order gives up, and what it does not. */
export const allAtOnce: Scenario = {
  title: 'A Parallel set grows and shrinks at once, and is updated one by one',
  hypothesis: 'Nobody is waited for in scaling; in updates those above are, and identity stays.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 1, beatMs: 1000, storage: 'per-node' }),
  needs: ['audit-log'],
  tries: [
    ...['SS-PAR-001', 'SS-PAR-002', 'SS-PAR-003', 'SS-PAR-004', 'SS-PAR-005', 'SS-PAR-006'],
    ...['SS-PAR-007', 'SS-TRM-002', 'SS-UPD-003', 'SS-STA-002', 'SS-STO-014'],
  ],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [],

  async run(world) {
    await world.create((deployment) => [
      benchSet({ name: 'swift', replicas: 4, pod: GATED, ...CLAIMS }, deployment),
    ]);
    const all = ['swift-0', 'swift-1', 'swift-2', 'swift-3'];
    for (const pod of all) await world.until(`${pod} to run`, podIs(pod, { phase: 'Running' }));
    await well(world, ...all);

    for (const pod of ['swift-2', 'swift-3']) await hold(world, pod);
    // One that stays and one that goes: who waits for the first will not ask the second.
    for (const pod of ['swift-0', 'swift-2']) await unwell(world, pod);
    await world.patch('statefulsets', 'swift', replicas(2));
    for (const pod of ['swift-2', 'swift-3']) {
      await world.until(`${pod} to be Terminating`, isGoing(pod));
    }
    await world.watchFor(3_000, 'both are held, and both were asked to go');
    for (const pod of ['swift-3', 'swift-2']) await letGo(world, pod);
    for (const pod of ['swift-3', 'swift-2']) await world.until(`${pod} to go`, isGone(pod));

    await world.patch('statefulsets', 'swift', { spec: { minReadySeconds: 6 } });
    await world.watchFor(3_000, 'swift-0 is not Ready, and the update goes on all the same');
    await edit(world, { metadata: { annotations: { 'steadfast.dev/rollout': 'new' } } });
    for (const pod of ['swift-1', 'swift-0']) {
      await world.until(`${pod} to be updated`, isGone(pod));
      await well(world, pod);
    }

    await edit(world, nowhere('yes'));
    await world.until('swift-1 to go', isGone('swift-1'));
    await world.until('swift-1 to wait', podIs('swift-1', { phase: 'Pending', deleting: null }));
    await edit(world, nowhere(null));
    await world.until('the broken swift-1 to go', isGone('swift-1'));
    await well(world, 'swift-1');
  },
};
