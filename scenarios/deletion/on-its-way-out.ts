import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { podNow, setNow } from '../../lib/model/story-view.ts';
import { benchSet } from '../../lib/workloads/bench-set.ts';
import { replicas } from '../../lib/workloads/gated.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const HOLD = 'steadfast.dev/hold';
const TIER = 'steadfast.dev/tier';

/** Between the order to go and its end a set must not fight the broom. */
export const onItsWayOut: Scenario = {
  title:
    'A set is held on its way out, loses a member, and is there again before its pods are gone',
  hypothesis: 'It makes nothing any more; then all go at once, and the new set takes their names.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: ['SS-DEL-001', 'SS-DEL-008', 'SS-DEL-009', 'SS-DEL-010', 'SS-DEL-012', 'SS-STO-012'],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [],

  async run(world) {
    await world.start();
    await world.patch('statefulsets', 'web', { metadata: { finalizers: [HOLD] } });
    await world.remove('statefulsets', 'web');
    await world.remove('pods', 'web-1');
    await world.until('the member to be gone', (history) =>
      podNow(history, 'web-1') ? 'it is there' : null,
    );
    await world.watchFor(seconds(5), 'a set on its way out makes no member');
    await world.patch('statefulsets', 'web', replicas(2));
    await world.watchFor(seconds(5), 'a set on its way out takes none away');

    await world.patch('statefulsets', 'web', { metadata: { finalizers: null } });
    await world.until('the set to be gone', (history) =>
      setNow(history, 'web') ? 'it is there' : null,
    );
    await world.recreateSet();

    await world.create((deployment) =>
      ['one', 'two', 'three'].map((name, place) => {
        const set = benchSet({ name, replicas: 0 }, deployment);
        const tier = { ...set.metadata?.labels, [TIER]: place < 2 ? 'first' : 'second' };
        return { ...set, metadata: { ...set.metadata, labels: tier } };
      }),
    );
    await world.until('all three to be heard of', (history) => {
      const silent = ['one', 'two', 'three'].filter((name) => !setNow(history, name));
      return silent.length === 0 ? null : `not yet of ${silent.join(', ')}`;
    });
    await world.byLabel('list', 'statefulsets', `${TIER}=first`);
    await world.byLabel('delete', 'statefulsets', `${TIER}=first`);
    await world.until('those with the label to be gone', (history) =>
      setNow(history, 'one') || setNow(history, 'two') ? 'still there' : null,
    );
  },
};
