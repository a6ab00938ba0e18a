import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { setNow } from '../../lib/model/story-view.ts';
import { benchSet } from '../../lib/workloads/bench-set.ts';
import { GATED, replicas, unwell, well } from '../../lib/workloads/gated.ts';
import { isGone } from '../../lib/workloads/seen.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const PATIENT = 'patient';

/** A set that trusts nobody at first sight. */
export const patience: Scenario = {
  title: 'A set with minReadySeconds grows, sees a member flap, shrinks and loses its patience',
  hypothesis: 'Available is who has been Ready for long enough, and the work waits for them.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 1, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: ['SS-MRS-001', 'SS-MRS-002', 'SS-MRS-003', 'SS-MRS-004', 'SS-STA-012'],
  exclusive: false,
  deadlineMs: minutes(10),
  faults: [],

  async run(world) {
    const options = { name: PATIENT, replicas: 2, policy: 'OrderedReady', pod: GATED } as const;
    await world.create((deployment) => {
      const set = benchSet(options, deployment);
      return [{ ...set, spec: set.spec && { ...set.spec, minReadySeconds: 12 } }];
    });
    const available = (count: number) =>
      world.until(`${count} to be available`, (history) => {
        const is = setNow(history, PATIENT)?.status.available ?? 0;
        return is === count ? null : `${is} are`;
      });
    await well(world, `${PATIENT}-0`, `${PATIENT}-1`);
    await available(2);

    await unwell(world, `${PATIENT}-0`);
    await available(1);
    await well(world, `${PATIENT}-0`);
    await world.patch('statefulsets', PATIENT, replicas(1));
    await world.until(`${PATIENT}-1 to go`, isGone(`${PATIENT}-1`));

    await world.patch('statefulsets', PATIENT, replicas(2));
    await well(world, `${PATIENT}-1`);
    await world.watchFor(seconds(2), 'Ready, and not yet available');
    await world.patch('statefulsets', PATIENT, { spec: { minReadySeconds: 1 } });
    await available(2);
    await world.watchFor(seconds(3), 'nobody is restarted for it');
  },
};
