import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { wasDenied } from '../../lib/workloads/seen.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** What a busy operator does to a controller: says one thing and then another, and forgets. */
export const mindsChangedAndDoorsClosed: Scenario = {
  title: 'A set is edited faster than it can follow, and grows against a closed door',
  hypothesis: 'The last word is carried out, and what was denied is tried until it is admitted.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 2, beatMs: 1000, storage: 'per-node' }),
  needs: ['audit-log'],
  tries: ['SS-CTL-005', 'SS-CTL-006', 'SS-CTL-009', 'SS-CTL-010', 'SS-CTL-011'],
  exclusive: false,
  deadlineMs: minutes(12),
  faults: [],

  async run(world) {
    await world.start();
    const template = (word: string) => ({
      spec: { template: { metadata: { annotations: { 'steadfast.dev/word': word } } } },
    });
    for (const edit of [{ spec: { replicas: 4 } }, template('one'), { spec: { replicas: 1 } }]) {
      await world.patch('statefulsets', 'web', edit);
    }
    await world.patch('statefulsets', 'web', template('two'));
    await world.patch('statefulsets', 'web', { spec: { replicas: 3 } });
    await world.rolledOut();

    // The third member is taken away and may not come back: first its pod is denied.
    await world.scaleTo(2);
    await world.limit('tight', { pods: '3' });
    await world.patch('statefulsets', 'web', { spec: { replicas: 4 } });
    await world.until('a pod to be denied', wasDenied('pods', 4));
    await world.watchFor(seconds(5), 'the door stays closed, and the controller knocks');
    await world.remove('resourcequotas', 'tight');
    await world.settle();

    // Then the claim of a member that never was.
    await world.limit('no-claims', { persistentvolumeclaims: '4' });
    await world.patch('statefulsets', 'web', { spec: { replicas: 5 } });
    await world.until('a claim to be denied', wasDenied('persistentvolumeclaims', 3));
    await world.remove('resourcequotas', 'no-claims');
    await world.settle();
  },
};
