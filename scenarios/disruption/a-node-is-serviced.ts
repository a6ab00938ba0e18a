import { cordon } from '../../lib/faults/cordon.ts';
import { deletePod } from '../../lib/faults/delete-pod.ts';
import { drain } from '../../lib/faults/drain.ts';
import { flapReadiness } from '../../lib/faults/flap-readiness.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { budget, WITNESSES } from '../../lib/workloads/budget.ts';
import { budgetIs } from '../../lib/workloads/seen.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** A node is closed, then emptied for service under a budget; beside it a member comes and goes. */
export const aNodeIsServiced: Scenario = {
  title: 'A node is cordoned and drained under a budget, and a member flaps',
  hypothesis: 'Members go one at a time and come back elsewhere as themselves.',
  suite: 'chaos',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'shared' }),
  needs: ['node-exec', 'shared-storage'],
  tries: ['SS-PDB-003', 'SS-NOD-013', 'SS-IDN-010', 'SS-STO-006', 'SS-STO-015', 'SS-APP-005'],
  exclusive: true,
  hurtsOnlyNodes: true,
  deadlineMs: minutes(12),
  faults: [
    { fault: 'cordon', among: { from: 0, below: 3 } },
    { fault: 'drain', among: { from: 0, below: 3 } },
    { fault: 'flap-readiness', among: { from: 0, below: 3 } },
  ],

  async run(world) {
    await world.start();
    await world.create(budget('web', WITNESSES, { maxUnavailable: 1 }));
    await world.until('the budget to be counted', budgetIs('web', { disruptionsAllowed: 1 }));

    const closed = world.victimOf('cordon');
    await world.under(cordon, { node: await world.nodeOf(closed) }, async () => {
      await world.strikeMember(deletePod, closed);
      await world.replaced(closed);
      await world.watchFor(seconds(3), 'a door that is closed moves nobody out');
    });
    await world.settle();

    const node = await world.nodeOf(world.victimOf('drain'));
    await world.under(drain, { node }, () => world.settle());

    const flapping = world.memberParams(world.victimOf('flap-readiness'));
    await world.under(flapReadiness, flapping, async () => {
      await world.watchFor(seconds(4), 'a member comes and goes');
    });
    await world.settle();
    await world.writes(3);
  },
};
