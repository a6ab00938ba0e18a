import type { KubernetesObject } from '@kubernetes/client-node';
import type { Entry } from '../../lib/model/entry.ts';
import { minutes, type Scenario, seconds, type World } from '../../lib/model/scenario.ts';
import { claimNow, notWhole } from '../../lib/model/story-view.ts';
import type { Deployment } from '../../lib/model/workload.ts';
import { benchClaim, benchPod, benchSet } from '../../lib/workloads/bench-set.ts';
import { claimIs, failedOver, isGone, podIs } from '../../lib/workloads/seen.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const CLAIMS = 'persistentvolumeclaims';
const HELD = { metadata: { finalizers: ['kubernetes.io/pvc-protection', 'steadfast.dev/hold'] } };

/** A chart brings a volume of the claim's own name, and one of another. */
const BESIDE = [
  { name: 'data', emptyDir: {} },
  { name: 'scratch', emptyDir: {} },
];
const SOLE = {
  ...{ name: 'sole', replicas: 1, templates: ['data'] },
  accessMode: 'ReadWriteOncePod',
};
const NOWHERE = { nodeSelector: { 'steadfast.dev/nowhere': 'yes' } };

/** Claims are found, refused, lost and held; one is shared by two sets that do not know it. */
export const claimsLostAndFound: Scenario = {
  title: 'Claims are there too early, too late and not at all, and one too often',
  hypothesis: 'What has the right name is used; what is missing is made, once there is room.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 1, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: [
    ...['SS-STO-001', 'SS-STO-002', 'SS-STO-003', 'SS-STO-007', 'SS-STO-008', 'SS-STO-009'],
    ...['SS-STO-013', 'SS-STO-017', 'SS-STO-019', 'SS-STO-021', 'SS-STO-024', 'SS-SEC-005'],
  ],
  exclusive: false,
  deadlineMs: minutes(10),
  faults: [],

  async run(world) {
    await world.start();
    await world.writes(3);
    await findWhatIsThere(world);
    await loseAndMakeAnew(world);
    await loseWhilePending(world);
    await meetOnOneClaim(world);
    await haveNoRoom(world);
    await changeUnheard(world);
  },
};

async function findWhatIsThere(world: World): Promise<void> {
  const known = { name: 'data-both-0', size: '2Mi', labels: { who: 'knows' } };
  await world.create((deployment) => [benchClaim(known, deployment)]);
  await world.until(
    'the claim to be there before its set',
    claimIs('data-both-0', { going: false }),
  );
  await world.create(bench('both', ['data', 'log'], 2, { volumes: BESIDE }));
  await world.until('both to be whole', (history) => notWhole(history, 'both'));
}

/** The finalizer keeps the claim for long enough to see that its pod waits for its end. */
async function loseAndMakeAnew(world: World): Promise<void> {
  await world.patch(CLAIMS, 'data-both-1', HELD);
  await world.remove(CLAIMS, 'data-both-1');
  await world.until('the claim to be going', claimIs('data-both-1', { going: true }));
  await world.watchFor(seconds(3), 'whoever makes both-1 anew knows of that');
  await world.remove('pods', 'both-1');
  await world.until('the pod to go', isGone('both-1'));
  await world.until('the set to say why it waits', failedOver('data-both-1'));
  await world.watchFor(seconds(4), 'both-1 waits for the end of its claim');
  await world.patch(CLAIMS, 'data-both-1', { metadata: { finalizers: null } });
  await world.until('both-1 to be back, on a claim made anew', (history) => {
    return claimNow(history, 'data-both-1')?.deleting === null
      ? podIs('both-1', { ready: true, deleting: null })(history)
      : 'no claim made anew';
  });
  await world.until('both to be whole', (history) => notWhole(history, 'both'));
}

async function loseWhilePending(world: World): Promise<void> {
  await world.create(bench('late', ['data'], 1, NOWHERE));
  await world.until('late-0 to wait for a place', podIs('late-0', { phase: 'Pending' }));
  await world.until('its claim to be there', claimIs('data-late-0', { going: false }));
  await world.watchFor(seconds(5), 'late-0 has no place and has its claim');
  await world.remove(CLAIMS, 'data-late-0');
  await world.until('the claim to go', (history) => {
    const isIt = (entry: Entry) => entry.kind === 'claim' && entry.name === 'data-late-0';
    const removed = history.some((entry) => isIt(entry) && 'op' in entry && entry.op === 'deleted');
    return removed ? null : 'it is still there';
  });
  // Nobody listens to claims: a change of its set is what makes the controller look.
  await world.patch('statefulsets', 'late', { metadata: { annotations: { looked: 'for' } } });
  await world.until('another claim', claimIs('data-late-0', { going: false }));
  await world.watchFor(seconds(3), 'late-0 is the same, and has a claim again');
  await world.remove('statefulsets', 'late');
  await world.until('late-0 to go', isGone('late-0'));
}

async function meetOnOneClaim(world: World): Promise<void> {
  await world.create(bench('c', ['a-b'], 1));
  await world.create((deployment) => [benchSet(SOLE, deployment)]);
  await world.until('c to be whole', (history) => notWhole(history, 'c'));
  await world.until('sole to be whole, where its mode is known', (history) =>
    history.some(isUnknownMode) ? null : notWhole(history, 'sole'),
  );
  await world.create(bench('b-c', ['a'], 1));
  await world.create((deployment) => [rival(deployment)]);
  await world.until('b-c to be whole', (history) => notWhole(history, 'b-c'));
}

/** A set of its own: after 25 warnings about one object its controller is silent for minutes. */
async function haveNoRoom(world: World): Promise<void> {
  await world.limit('no-more', { persistentvolumeclaims: '1' });
  await world.create(bench('full', ['data'], 1));
  await world.until('the set to say what it lacks', failedOver('data-full-0'));
  await world.watchFor(seconds(4), 'there is no full-0 without its claim');
  await world.remove('resourcequotas', 'no-more');
  await world.until('full to be whole', (history) => notWhole(history, 'full'));
  await world.remove('pods', 'rival');
}

async function changeUnheard(world: World): Promise<void> {
  await world.watchFor(seconds(6), 'nothing stirs');
  await world.patch(CLAIMS, 'data-both-0', { metadata: { annotations: { seen: 'by nobody' } } });
  await world.watchFor(seconds(6), 'nobody hears of the claim');
}

/** A provisioner may refuse a claim for one pod alone, and then there is nobody to rival. */
function isUnknownMode(entry: Entry): boolean {
  if (entry.kind !== 'event' || entry.reason !== 'ProvisioningFailed') return false;
  return entry.about.name === 'data-sole-0';
}

function rival(deployment: Deployment): KubernetesObject & { readonly spec: object } {
  const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data-sole-0' } }];
  const metadata = { name: 'rival' };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: benchPod({ volumes }, deployment) };
}

function bench(name: string, templates: readonly string[], replicas: number, pod: object = {}) {
  return (deployment: Deployment) => [benchSet({ name, replicas, templates, pod }, deployment)];
}
