import { outOfService } from '../../lib/faults/out-of-service.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const TOLERANT = { key: 'node.kubernetes.io/out-of-service', operator: 'Exists' };

/** The operator is wrong: the node is well. What then happens has to be gentle. */
export const calledDeadWhileAlive: Scenario = {
  title: 'A node that is well is called out of service, and then once more',
  hypothesis: 'Its members are asked to go, never torn away; those that put up with it stay.',
  suite: 'chaos',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'shared' }),
  needs: ['node-exec', 'container-runtime-events', 'shared-storage'],
  tries: ['SS-NOD-003', 'SS-NOD-004', 'SS-IDN-010', 'SS-STO-006'],
  exclusive: true,
  hurtsOnlyNodes: true,
  deadlineMs: minutes(12),
  faults: [{ fault: 'out-of-service', among: { from: 0, below: 3 } }],

  async run(world) {
    await world.start();
    await world.writes(3);
    const victim = world.victimOf('out-of-service');
    await world.under(outOfService, { node: await world.nodeOf(victim) }, () => world.settle());

    const template = { spec: { tolerations: [TOLERANT] } };
    await world.edit('its members put up with it', { template });
    await world.rolledOut();
    await world.under(outOfService, { node: await world.nodeOf(victim) }, async () => {
      await world.watchFor(seconds(25), 'whoever takes pods away makes a round');
    });
    await world.writes(3);
  },
};
