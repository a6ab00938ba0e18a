import { minutes, type Scenario, type World } from '../../lib/model/scenario.ts';
import { benchSet } from '../../lib/workloads/bench-set.ts';
import { budget, WITNESSES } from '../../lib/workloads/budget.ts';
import { GATED, well } from '../../lib/workloads/gated.ts';
import { budgetIs, isGone } from '../../lib/workloads/seen.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const anew = { template: { metadata: { annotations: { 'steadfast.dev/rollout': 'new' } } } };

/** Two surprises of an update: what a budget is to it, and what a loss amid it comes back as. */
export const lostBeforeItsTurn: Scenario = {
  title: 'Sets are updated past a budget, and past members that are lost before their turn',
  hypothesis: 'No budget holds an update up, and its spelling decides what the lost return as.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 2, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: ['SS-UPD-009', 'SS-UPD-014'],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [],

  async run(world) {
    await world.start();
    await world.create(budget('web', WITNESSES, { maxUnavailable: 0 }));
    const none = { maxUnavailable: '0', disruptionsAllowed: 0, expectedPods: 2 };
    await world.until('the budget to be used up', budgetIs('web', none));
    await world.rollOut({ updatePartition: 0 });
    await world.rolledOut();
    await world.scaleTo(1);

    await world.create((deployment) => {
      const ordered = { replicas: 3, policy: 'OrderedReady', pod: GATED } as const;
      const brief = benchSet({ ...ordered, name: 'brief' }, deployment);
      const full = benchSet({ ...ordered, name: 'full' }, deployment);
      const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { partition: 0 } };
      return [brief, { ...full, spec: full.spec && { ...full.spec, updateStrategy } }];
    });
    for (const set of ['brief', 'full']) await loseTheLowest(world, set);
  },
};

/** The highest one is renewed and not yet Ready when the lowest one goes. */
async function loseTheLowest(world: World, set: string): Promise<void> {
  const [lowest, highest] = [`${set}-0`, `${set}-2`];
  await well(world, lowest, `${set}-1`, highest);
  await world.patch('statefulsets', set, { spec: anew });
  await world.until(`${highest} to be taken`, isGone(highest));
  await world.remove('pods', lowest);
  await world.until(`${lowest} to go`, isGone(lowest));
  await well(world, lowest);
}
