import { deletePod } from '../../lib/faults/delete-pod.ts';
import { holdByFinalizer } from '../../lib/faults/hold-by-finalizer.ts';
import { refuseByQuota } from '../../lib/faults/refuse-by-quota.ts';
import { refuseByWebhook } from '../../lib/faults/refuse-by-webhook.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** A member goes, and its successor is not let in: by a quota, by a webhook, by its own name. */
export const nobodyIsLetIn: Scenario = {
  title: 'Successors are refused by a quota, by a webhook and by a name that is held',
  hypothesis: 'The set asks again until it is let in, and never takes another name instead.',
  suite: 'chaos',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: ['node-exec'],
  tries: ['SS-TRM-006', 'SS-IDN-010', 'SS-STO-006'],
  exclusive: true,
  deadlineMs: minutes(12),
  faults: [
    { fault: 'refuse-by-quota', among: { from: 0, below: 3 } },
    { fault: 'refuse-by-webhook', among: { from: 0, below: 3 } },
    { fault: 'hold-by-finalizer', among: { from: 0, below: 3 } },
  ],

  async run(world) {
    await world.start();
    await world.writes(3);
    const { namespace } = world.here();
    for (const refusal of [refuseByQuota, refuseByWebhook]) {
      const victim = world.victimOf(refusal.name);
      await world.under(refusal, { namespace }, async () => {
        await world.strikeMember(deletePod, victim);
        await world.watchFor(seconds(10), 'its successor is not let in');
      });
      await world.replaced(victim);
      await world.settle();
    }
    const held = world.victimOf('hold-by-finalizer');
    await world.under(holdByFinalizer, world.memberParams(held), async () => {
      await world.strikeMember(deletePod, held);
      await world.terminating(held);
      await world.watchFor(seconds(12), 'its name is taken for as long as it is held');
    });
    await world.replaced(held);
    await world.writes(3);
  },
};
