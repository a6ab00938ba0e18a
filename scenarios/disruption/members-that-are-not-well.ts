import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { benchSet } from '../../lib/workloads/bench-set.ts';
import { benchOf, budget, WITNESSES } from '../../lib/workloads/budget.ts';
import { budgetIs, isGone, podIs } from '../../lib/workloads/seen.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const NEVER_READY = { readinessGates: [{ conditionType: 'steadfast.dev/never' }] };
const NOWHERE = { nodeSelector: { 'steadfast.dev/nowhere': 'yes' } };

/** Who protects those that are not Ready, and who is protected twice and so not at all. */
export const membersThatAreNotWell: Scenario = {
  title: 'Members that are not Ready, not placed or covered twice are evicted',
  hypothesis: 'A policy decides for the unready; the rest is a matter of knowing the traps.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 1, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: ['SS-PDB-006', 'SS-PDB-007'],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [],

  async run(world) {
    await world.start();
    await world.create((deployment) => [
      benchSet({ name: 'frail', replicas: 1, pod: NEVER_READY }, deployment),
      benchSet({ name: 'stuck', replicas: 1, pod: NOWHERE }, deployment),
      ...budget('frail', benchOf('frail'), { minAvailable: 1 })(deployment),
      ...budget('stuck', benchOf('stuck'), { minAvailable: 1 })(deployment),
      ...budget('first', WITNESSES, { maxUnavailable: 1 })(deployment),
      ...budget('second', WITNESSES, { maxUnavailable: 1 })(deployment),
    ]);
    await world.until('frail-0 to run', podIs('frail-0', { phase: 'Running', ready: false }));
    await world.until('frail to be counted', budgetIs('frail', { desiredHealthy: 1 }));
    await world.evict(['frail-0']);
    await world.patch('poddisruptionbudgets', 'frail', {
      spec: { unhealthyPodEvictionPolicy: 'AlwaysAllow' },
    });
    await world.until(
      'the policy to be seen',
      budgetIs('frail', { unhealthyPolicy: 'AlwaysAllow', desiredHealthy: 1 }),
    );
    await world.evict(['frail-0']);

    await world.until('stuck-0 to wait', podIs('stuck-0', { phase: 'Pending' }));
    await world.until('stuck to be counted', budgetIs('stuck', { desiredHealthy: 1 }));
    await world.evict(['stuck-0']);

    await world.until('the second budget to be counted', budgetIs('second', { expectedPods: 1 }));
    await world.evict(['web-0']);
    for (const set of ['frail', 'stuck']) await world.remove('statefulsets', set);
    for (const pod of ['frail-0', 'stuck-0']) await world.until(`${pod} to go`, isGone(pod));
    for (const name of ['first', 'second']) await world.remove('poddisruptionbudgets', name);
  },
};
