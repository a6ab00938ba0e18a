import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** Deleting a set is not deleting its data: what the claims hold waits for the next one. */
export const deleteAndCreateAgain: Scenario = {
  title: 'A set is deleted and created again under its old name',
  hypothesis: 'Pods go, claims stay, and every ordinal finds its own volume again.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: ['volume-read'],
  tries: ['SS-DEL-001', 'SS-STO-012', 'SS-STO-004', 'SS-STO-006'],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [],

  async run(world) {
    await world.start();
    await world.writes(3);
    await world.deleteSet();
    await world.recreateSet();
    await world.writes(3);
  },
};
