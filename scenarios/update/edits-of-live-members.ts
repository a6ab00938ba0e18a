import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { notWhole } from '../../lib/model/story-view.ts';
import { benchSet } from '../../lib/workloads/bench-set.ts';
import { isGone } from '../../lib/workloads/seen.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const NOTE = { metadata: { labels: { note: 'mine' } } };
const FORGED = { metadata: { labels: { 'controller-revision-hash': 'live-of-another-day' } } };

/** Nobody compares a member with its template: it is believed to be what its label says. */
export const editsOfLiveMembers: Scenario = {
  title: 'One live member is edited, and another is given the label of another revision',
  hypothesis: 'The edit stays, and the member with the wrong label has to go.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 1, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: ['SS-UPD-016'],
  exclusive: false,
  deadlineMs: minutes(6),
  faults: [],

  async run(world) {
    await world.create((deployment) => [benchSet({ name: 'live', replicas: 2 }, deployment)]);
    await world.until('live to be whole', (history) => notWhole(history, 'live'));
    await world.patch('pods', 'live-0', NOTE);
    await world.watchFor(seconds(6), 'nobody takes the label away again');
    await world.patch('pods', 'live-1', FORGED);
    await world.until('the one with the wrong label to go', isGone('live-1'));
    await world.until('live to be whole again', (history) => notWhole(history, 'live'));
  },
};
