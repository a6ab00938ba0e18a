import { killContainer } from '../../lib/faults/kill-container.ts';
import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { opensearch } from '../../lib/workloads/opensearch/index.ts';

const LOAD = { clients: 2, pauseMs: 200, keys: null, reads: 0, members: [0, 1, 2] };

/** Broken on purpose: tuned to be fast, by taking away the copies and the wait for the disk. */
export const opensearchInOneMemory: Scenario = {
  title: 'OpenSearch has no copies and syncs once a minute, and its node is killed',
  hypothesis: 'What was acknowledged was in the memory that is gone, and SS-APP-011 misses it.',
  suite: 'known-bad',
  workload: opensearch({ replicas: 3, durable: 'in one memory' }),
  needs: [],
  tries: ['SS-APP-011'],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [],

  async run(world) {
    await world.start();
    await world.underLoad(LOAD, () => world.accepts(20));
    const killed = await world.leader();
    await world.strikeMember(killContainer, killed);
    await world.restarted(killed);
    await world.underLoad({ ...LOAD, members: [killed] }, () => world.accepts(5));
    await world.readBack([killed], null);
  },
};
