import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { setNow } from '../../lib/model/story-view.ts';
import { revisionProbes } from '../../lib/promises/revisions/probes.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const template = (note: string) => ({ template: { metadata: { annotations: { note } } } });

/** A nervous day of deployments: what is kept of it, what is forgotten, and what comes back. */
export const historyOfTemplates: Scenario = {
  title: 'Templates come and go under a short history, and one of them comes back',
  hypothesis: 'One revision a template, the oldest forgotten first, and none that is in use.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 2, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: [
    ...['SS-REV-001', 'SS-REV-002', 'SS-REV-003', 'SS-REV-004', 'SS-REV-007', 'SS-REV-009'],
    ...['SS-REV-010', 'SS-UPD-008'],
  ],
  exclusive: false,
  deadlineMs: minutes(10),
  faults: [],

  async run(world) {
    await world.start();
    await world.askAbout(revisionProbes);
    await world.edit('to keep one old revision', { revisionHistoryLimit: 1, ...template('first') });
    await world.rolledOut();
    // Faster than any rollout can be: revisions pile up, and those in between are worn by nobody.
    for (const note of ['second', 'third', 'fourth']) {
      await world.edit(`the ${note} template`, template(note));
    }
    await world.rolledOut();
    await world.edit('the third template again', template('third'));
    await world.rolledOut();
    await world.watchFor(seconds(3), 'pruning comes after the members');
    await world.settle();

    await world.edit('to keep no history', { revisionHistoryLimit: 0 });
    await world.until('all but one revision to be gone', (history) => {
      const names = history.flatMap((entry) => (entry.kind === 'revision' ? [entry.name] : []));
      const left = [...new Set(names)].filter((name) => {
        const last = history.findLast((entry) => entry.kind === 'revision' && entry.name === name);
        return last?.kind === 'revision' && last.op !== 'deleted';
      });
      return left.length > 1 ? `${left.length} are left of ${setNow(history, 'web')?.name}` : null;
    });
    await world.watchFor(seconds(3), 'the limit has been seen for a while');
  },
};
