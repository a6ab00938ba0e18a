import { stopControllerManager } from '../../lib/faults/program-loans.ts';
import { minutes, type Scenario, seconds, type World } from '../../lib/model/scenario.ts';
import { setNow } from '../../lib/model/story-view.ts';
import { benchSet } from '../../lib/workloads/bench-set.ts';
import { budget, WITNESSES } from '../../lib/workloads/budget.ts';
import { budgetIs, isGone, podIs } from '../../lib/workloads/seen.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** How long members have to be Ready: one is due while nobody looks, and one long afterwards. */
const SOON = 15;
const LATE = 60;

/** What somebody had begun to count, the healthy of a budget and the seconds of a wait. */
export const nobodyCounts: Scenario = {
  title: 'Whoever counts the healthy and the seconds is away while both are asked for',
  hypothesis: 'A budget only shrinks meanwhile, and no wait begins again or is forgotten.',
  suite: 'chaos',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: ['node-exec'],
  tries: ['SS-PDB-010', 'SS-MRS-006'],
  exclusive: true,
  deadlineMs: minutes(10),
  faults: [],

  async run(world) {
    const node = world.controlPlane();
    await world.start();
    await world.create(budget('web', WITNESSES, { maxUnavailable: 1 }));
    await world.until('the budget to be counted', budgetIs('web', { disruptionsAllowed: 1 }));
    await world.under(stopControllerManager, { node }, async () => {
      await world.evict(['web-0']);
      await world.until('web-0 to go', isGone('web-0'));
      await world.evict(['web-1', 'web-2']);
    });
    await world.replaced(0);
    await world.settle();

    await patient(world, { late: LATE, soon: SOON });
    await world.under(stopControllerManager, { node }, async () => {
      await world.watchFor(seconds(SOON), 'soon-0 has been Ready for long enough, and who knows?');
    });
    await available(world, 'soon');
    await available(world, 'late');
  },
};

/** Sets of one member each, which is Ready and has yet to be so for a while. */
async function patient(world: World, waits: Readonly<Record<string, number>>): Promise<void> {
  await world.create((deployment) =>
    Object.entries(waits).map(([name, minReadySeconds]) => {
      const set = benchSet({ name, replicas: 1 }, deployment);
      return { ...set, spec: set.spec && { ...set.spec, minReadySeconds } };
    }),
  );
  for (const name of Object.keys(waits)) {
    await world.until(`${name}-0 to be Ready`, podIs(`${name}-0`, { ready: true }));
    await world.until(`${name}-0 to be counted`, (history) =>
      setNow(history, name)?.status.ready === 1 ? null : 'it is not',
    );
  }
}

async function available(world: World, name: string): Promise<void> {
  await world.until(`${name}-0 to be available`, (history) =>
    setNow(history, name)?.status.available === 1 ? null : 'it is not',
  );
}
