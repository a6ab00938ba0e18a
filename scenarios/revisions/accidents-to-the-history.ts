import { deletePod } from '../../lib/faults/delete-pod.ts';
import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { setNow } from '../../lib/model/story-view.ts';
import type { Deployment } from '../../lib/model/workload.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const template = (note: string) => ({ template: { metadata: { annotations: { note } } } });

/** Somebody else's object under the name that the controller is about to use. */
const taken =
  (name: string) =>
  ({ namespace }: Deployment) => [
    {
      ...{ apiVersion: 'apps/v1', kind: 'ControllerRevision', metadata: { name, namespace } },
      ...{ revision: 1, data: { note: 'this place is taken' } },
    },
  ];

/** Names collide, sets are created again, and somebody tidies up where he should not. */
export const accidentsToTheHistory: Scenario = {
  title: 'A revision’s name is taken, its set is created again, and a current one is removed',
  hypothesis: 'Nothing is overwritten, history is adopted, and a removed revision protects nobody.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 2, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: ['SS-REV-005', 'SS-REV-006', 'SS-REV-008'],
  exclusive: false,
  deadlineMs: minutes(10),
  faults: [],

  async run(world) {
    let second = '';
    let current = '';
    const revision = (name: 'currentRevision' | 'updateRevision') =>
      world.until('the name of a revision', (history) => {
        const now = setNow(history, 'web')?.status[name] ?? null;
        if (name === 'updateRevision') second = now ?? '';
        else current = now ?? '';
        return now ? null : 'none yet';
      });
    await world.start();
    await world.edit('a second template', template('second'));
    await world.rolledOut();
    await revision('updateRevision');
    await world.edit('back to the first', template('none'));
    await world.rolledOut();
    await world.remove('controllerrevisions', second);
    await world.create(taken(second));
    await world.until('the name to be somebody else’s', (history) => {
      const now = history.findLast((entry) => entry.kind === 'revision' && entry.name === second);
      const isTaken = now?.kind === 'revision' && now.op !== 'deleted' && now.owner === null;
      return isTaken ? null : 'it is the set’s';
    });
    await world.edit('the second template again', template('second'));
    await world.rolledOut();

    await world.remove('statefulsets', 'web', { propagation: 'Orphan' });
    await world.until('the set to be gone', (history) =>
      setNow(history, 'web') ? 'it is there' : null,
    );
    await world.recreateSet();
    await world.rollOut({ updatePartition: 1 });
    await world.rolledOut();
    await revision('currentRevision');
    await world.remove('controllerrevisions', current);
    // Nobody looks at the history until something happens to a member.
    await world.strikeMember(deletePod, 0);
    await world.replaced(0);
    await world.settle();
  },
};
