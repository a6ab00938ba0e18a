import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { notWhole } from '../../lib/model/story-view.ts';
import { introducedSet } from '../../lib/workloads/introduced-set.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** The first lesson of every tutorial, judged from the watch instead of believed. */
export const orderedStartAndReverseStop: Scenario = {
  title: 'A set starts in order, shrinks from the top and grows again',
  hypothesis: 'Members come one by one from the lowest and go one by one from the highest.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: ['cluster-dns', 'volume-read'],
  tries: [
    'SS-IDN-001',
    'SS-IDN-002',
    'SS-IDN-003',
    'SS-NET-001',
    'SS-STO-001',
    'SS-STO-002',
    'SS-STO-011',
    'SS-RET-001',
    'SS-STO-005',
    'SS-ORD-001',
    'SS-ORD-004',
    'SS-APP-004',
  ],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [],

  async run(world) {
    // Beside the workload, one whose members look for each other before they begin.
    await world.create((deployment) => introducedSet({ name: 'kin', replicas: 3 }, deployment));
    await world.start();
    await world.writes(3);
    await world.scaleTo(1);
    // Growing back shows that a returning ordinal is the old one: same claim, same record chain.
    await world.scaleTo(3);
    await world.writes(3);
    await world.resolvable();
    await world.until('all who were introduced to be Ready', (history) => notWhole(history, 'kin'));
  },
};
