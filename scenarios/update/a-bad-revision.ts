import { deletePod } from '../../lib/faults/delete-pod.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** No node has this label: a pod that asks for it waits for ever. */
const nowhere = (value: string | null) => ({
  template: { spec: { nodeSelector: value ? { 'steadfast.dev/nowhere': value } : null } },
});

/** A broken image costs one member, and its author learns that reverting is not enough. */
export const aBadRevision: Scenario = {
  title: 'A revision that never becomes Ready is rolled out and taken back',
  hypothesis: 'It stops at the first member; taking it back needs a hand, and then works.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: ['SS-UPD-006', 'SS-UPD-007', 'SS-UPD-010'],
  exclusive: false,
  deadlineMs: minutes(10),
  faults: [],

  async run(world) {
    await world.start();
    await world.edit('to a revision that fits no node', nowhere('yes'));
    await world.until('the first of it to be there', (history) => {
      const top = history.findLast((entry) => entry.kind === 'pod' && entry.name === 'web-2');
      return top?.kind === 'pod' && top.phase === 'Pending' ? null : 'the old one';
    });
    await world.watchFor(seconds(15), 'those below must be left alone');

    await world.edit('back to what it was', nowhere(null));
    await world.watchFor(seconds(10), 'the stuck one is not replaced by that alone');
    await world.strikeMember(deletePod, 2);
    await world.replaced(2);
    await world.rolledOut();
  },
};
