import { deletePod } from '../../lib/faults/delete-pod.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** Whoever stole a member's token waits for the member to go, and for the next one to come. */
export const aTokenOfTheDead: Scenario = {
  title: 'A token that is bound to a member is used before and after the member is replaced',
  hypothesis: 'The name lives on, and the token does not.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 1, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: ['SS-SEC-001', 'SS-IDN-010'],
  exclusive: false,
  deadlineMs: minutes(6),
  faults: [],

  async run(world) {
    await world.start();
    const token = await world.takeToken(0);
    await world.tryToken(token);
    await world.strikeMember(deletePod, 0);
    await world.replaced(0);
    await world.watchFor(seconds(16), 'the API server forgets what it has found good for 10 s');
    await world.tryToken(token);
  },
};
