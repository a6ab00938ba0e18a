import { deletePod } from '../../lib/faults/delete-pod.ts';
import { killContainer } from '../../lib/faults/kill-container.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { podNow } from '../../lib/model/story-view.ts';
import { benchSet } from '../../lib/workloads/bench-set.ts';
import { podIs } from '../../lib/workloads/seen.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const NAME = 'statefulset.kubernetes.io/pod-name';
const INDEX = 'apps.kubernetes.io/pod-index';
const OVERBEARING = { hostname: 'template', subdomain: 'template' };
const TOO_LONG = 'a'.repeat(57);

/** Who a member is stands on it, and neither users nor templates nor accidents change that. */
export const labelsAndCrashes: Scenario = {
  title: 'A member loses its labels, its process and its pod, and stays who it is',
  hypothesis: 'What makes a member is put on it, put back, and the same after every accident.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: ['node-exec', 'volume-read'],
  tries: [
    ...['SS-IDN-004', 'SS-IDN-005', 'SS-IDN-006', 'SS-IDN-007', 'SS-IDN-008', 'SS-IDN-009'],
    ...['SS-IDN-010', 'SS-IDN-012', 'SS-IDN-013', 'SS-ORD-015', 'SS-MRS-007'],
  ],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [
    { fault: 'kill-container', among: { from: 0, below: 3 } },
    { fault: 'delete-pod', among: { from: 0, below: 3 } },
  ],

  async run(world) {
    await world.start();
    await world.create((deployment) => [
      benchSet({ name: 'bossy', replicas: 1, pod: OVERBEARING }, deployment),
      benchSet({ name: TOO_LONG, replicas: 1 }, deployment),
    ]);
    const labels = { [NAME]: 'nobody', 'steadfast.dev/own': 'kept' };
    await world.patch('pods', 'web-1', { metadata: { labels } });
    await world.until('the name to be put back', (history) => {
      const wasTaken = history.some(
        (entry) =>
          entry.kind === 'pod' && entry.name === 'web-1' && entry.labels[NAME] === 'nobody',
      );
      const label = podNow(history, 'web-1')?.labels[NAME];
      return wasTaken && label === 'web-1' ? null : `it is ${label}`;
    });
    await world.patch('pods', 'web-2', { metadata: { labels: { [INDEX]: null } } });
    await world.watchFor(seconds(5), 'nobody minds the index');

    const crashed = world.victimOf('kill-container');
    await world.strikeMember(killContainer, crashed);
    await world.restarted(crashed);
    const deleted = world.victimOf('delete-pod');
    await world.strikeMember(deletePod, deleted);
    await world.replaced(deleted);
    await world.until('bossy-0 to be Ready', podIs('bossy-0', { ready: true }));
    await world.until('complaints about the long name', (history) =>
      history.some(({ kind, ...event }) => kind === 'event' && mentions(event, TOO_LONG))
        ? null
        : 'there is none',
    );
  },
};

function mentions(event: object, name: string): boolean {
  return 'about' in event && JSON.stringify(event.about).includes(name);
}
