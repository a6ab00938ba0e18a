import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { scaleProbes } from '../../lib/promises/scale/probes.ts';
import { statusProbes } from '../../lib/promises/status/probes.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** What autoscalers, pipelines and people read off a set, and what they can do to it by that. */
export const whatAStatusSays: Scenario = {
  title: 'Status and scale are read and written, while nothing can be created and while all rests',
  hypothesis: 'They say what is so, change what they may, and fall silent at rest.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: [
    ...['SS-STA-001', 'SS-STA-002', 'SS-STA-003', 'SS-STA-005', 'SS-STA-006', 'SS-STA-007'],
    ...['SS-STA-008', 'SS-STA-009', 'SS-STA-010', 'SS-STA-013'],
    ...['SS-SCL-001', 'SS-SCL-002', 'SS-SCL-003', 'SS-SCL-004', 'SS-SCL-005'],
  ],
  exclusive: false,
  deadlineMs: minutes(10),
  faults: [],

  async run(world) {
    await world.start();
    await world.watchFor(seconds(20), 'a set at rest writes nothing');
    await world.askAbout(scaleProbes);
    await world.settle();
    await world.askAbout(statusProbes);

    await world.limit('none', { pods: '0' });
    await world.edit('to five members that may not be', { replicas: 5 });
    await world.until('the first to be refused', (history) =>
      history.some((entry) => entry.kind === 'event' && entry.reason === 'FailedCreate')
        ? null
        : 'nobody was',
    );
    await world.edit('something else meanwhile', { revisionHistoryLimit: 5 });
    await world.applyManifest();
    await world.remove('resourcequotas', 'none');
    await world.settle();

    await world.edit('to be ready for longer', { minReadySeconds: 6 });
    await world.settle();
    await world.rollOut({ updatePartition: 0 });
    await world.rolledOut();
  },
};
