import { deletePod } from '../../lib/faults/delete-pod.ts';
import { killContainer } from '../../lib/faults/kill-container.ts';
import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** A member that dies while it writes must come back as itself, with all it was answered for. */
export const killedMidWrite: Scenario = {
  title: 'A member killed in the middle of a write comes back as itself',
  hypothesis: 'Name, claim and every acknowledged byte survive a crash and a deletion.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 3, beatMs: 100, storage: 'per-node' }),
  needs: ['node-exec', 'volume-read', 'container-runtime-events'],
  tries: [
    'SS-APP-001',
    'SS-APP-002',
    'SS-APP-010',
    'SS-SEC-002',
    'SS-STO-014',
    'SS-STO-023',
    'SS-IDN-003',
    'SS-IDN-010',
    'SS-STO-004',
    'SS-STO-006',
    'SS-AMO-001',
  ],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [
    { fault: 'kill-container', among: { from: 0, below: 3 } },
    { fault: 'delete-pod', among: { from: 0, below: 3 } },
  ],

  async run(world) {
    await world.start();
    await world.writes(10);

    const crashed = world.victimOf('kill-container');
    await world.strikeMember(killContainer, crashed);
    await world.restarted(crashed);
    await world.writes(10);

    const deleted = world.victimOf('delete-pod');
    await world.strikeMember(deletePod, deleted);
    await world.replaced(deleted);
    await world.writes(10);
  },
};
