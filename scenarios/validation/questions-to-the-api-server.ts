import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { fieldProbes } from '../../lib/promises/max-unavailable/answers.ts';
import { validationProbes } from '../../lib/promises/validation/index.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** What a server lets through at creation fails later, where nobody looks. */
const probes = [...validationProbes, ...fieldProbes];

export const questionsToTheApiServer: Scenario = {
  title: 'The API server is asked what a set may be and what it may become',
  hypothesis: 'It refuses what could never work, keeps what may not change, and says which field.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 1, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: [...new Set(probes.flatMap(({ promises }) => promises))].sort(),
  exclusive: false,
  deadlineMs: minutes(5),
  faults: [],

  async run(world) {
    await world.ask(probes);
  },
};
