import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { claimsWent } from '../../lib/workloads/seen.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const RETENTION = { whenDeleted: 'Retain', whenScaled: 'Delete' };

/** How a cluster is moved from one set to another, seen from one of them. */
export const aRangeThatMoves: Scenario = {
  title: 'The range of a set moves up and back again',
  hypothesis: 'The new come before the old go, each under its own number, and nothing stays.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 2, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: ['SS-SOR-001', 'SS-SOR-002', 'SS-SOR-003', 'SS-SOR-004'],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [],

  async run(world) {
    await world.start();
    await world.edit('its retention', { persistentVolumeClaimRetentionPolicy: RETENTION });
    // From one digit to two: whoever sorts by name puts web-10 before web-9.
    await world.edit('to start at 9', { ordinals: { start: 9 } });
    await world.settle();
    // Not sooner: the controller is not told of the end of a claim that it waits for.
    await world.until('the claims of those that went to be gone', claimsWent(2));
    await world.edit('to start where it did', { ordinals: null });
    await world.settle();
  },
};
