import { deletePod } from '../../lib/faults/delete-pod.ts';
import { evictPod } from '../../lib/faults/evict-pod.ts';
import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { budget, WITNESSES } from '../../lib/workloads/budget.ts';
import { budgetIs } from '../../lib/workloads/seen.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** A budget is asked for more than it has, by one, by three at once, and by those who never ask. */
export const aBudgetIsUsedUp: Scenario = {
  title: 'Members are evicted under a budget, one by one and all at once',
  hypothesis: 'One may go at a time and the rest are refused; whoever does not ask is not stopped.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: [
    ...['SS-PDB-001', 'SS-PDB-002', 'SS-PDB-004', 'SS-PDB-005', 'SS-PDB-008', 'SS-PDB-009'],
    ...['SS-IDN-010', 'SS-STO-006'],
  ],
  exclusive: false,
  deadlineMs: minutes(10),
  faults: [
    { fault: 'evict-pod', among: { from: 0, below: 3 } },
    { fault: 'delete-pod', among: { from: 0, below: 3 } },
  ],

  async run(world) {
    await world.start();
    await world.create(budget('web', WITNESSES, { maxUnavailable: 1 }));
    await world.until('the budget to be counted', budgetIs('web', { disruptionsAllowed: 1 }));

    const evicted = world.victimOf('evict-pod');
    await world.strikeMember(evictPod, evicted);
    await world.replaced(evicted);
    await world.until('the budget to recover', budgetIs('web', { disruptionsAllowed: 1 }));
    for (const name of await world.evict(['web-0', 'web-1', 'web-2'])) {
      await world.replaced(Number(name.split('-').at(-1)));
    }
    await world.settle();

    // Nothing is allowed from here on: those who ask are refused, and those who delete are not.
    await world.patch('poddisruptionbudgets', 'web', { spec: { maxUnavailable: 0 } });
    const none = { maxUnavailable: '0', disruptionsAllowed: 0 };
    await world.until('the budget to be used up', budgetIs('web', none));
    await world.evict(['web-1']);
    const deleted = world.victimOf('delete-pod');
    await world.strikeMember(deletePod, deleted);
    await world.replaced(deleted);

    // A budget that counted the living would take a set of one on its way to three for complete.
    await world.patch('poddisruptionbudgets', 'web', { spec: { maxUnavailable: '50%' } });
    await world.scaleTo(1);
    await world.scaleTo(3);
  },
};
