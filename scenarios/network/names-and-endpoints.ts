import { deletePod } from '../../lib/faults/delete-pod.ts';
import { minutes, type Scenario, seconds, type World } from '../../lib/model/scenario.ts';
import { podNow } from '../../lib/model/story-view.ts';
import type { Deployment } from '../../lib/model/workload.ts';
import { benchSet } from '../../lib/workloads/bench-set.ts';
import { hold, letGo } from '../../lib/workloads/gated.ts';
import { podIs } from '../../lib/workloads/seen.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const LABELS = { 'app.kubernetes.io/name': 'web' };
const ONLY = { 'statefulset.kubernetes.io/pod-name': 'web-0' };
const NEVER_READY = { readinessGates: [{ conditionType: 'steadfast.dev/never' }] };
const ALWAYS = { readinessGates: null };

/** By what names members are found, and when nobody should find them. */
export const namesAndEndpoints: Scenario = {
  title: 'Members are looked for by all their names, Ready and not, with a Service and without',
  hypothesis: 'Names lead to whoever is Ready, and to nobody else; Services come and go.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 2, beatMs: 1000, storage: 'per-node' }),
  needs: ['cluster-dns', 'node-exec'],
  tries: [
    ...['SS-NET-001', 'SS-NET-002', 'SS-NET-003', 'SS-NET-004', 'SS-NET-005', 'SS-NET-006'],
    ...['SS-NET-007', 'SS-NET-008', 'SS-NET-009', 'SS-NET-010', 'SS-NET-011', 'SS-NET-012'],
    ...['SS-NET-013', 'SS-NET-014', 'SS-TRM-008'],
  ],
  exclusive: false,
  deadlineMs: minutes(10),
  faults: [{ fault: 'delete-pod', among: { from: 0, below: 1 } }],

  async run(world) {
    await world.start();
    await world.create((deployment) => [
      service('second', { selector: LABELS }),
      service('only', { selector: ONLY }),
      nameless(deployment),
    ]);
    await world.resolvable();
    await leaveSlowly(world, world.victimOf('delete-pod'));
    await comeWithoutBeingReady(world);
    await loseTheService(world);
    await world.until('bare-0 to be Ready', podIs('bare-0', { ready: true }));
    await world.deleteSet();
    await world.watchFor(seconds(8), 'the Service stays');
  },
};

/** Held by a finalizer, it is Terminating for long enough to be looked at. */
async function leaveSlowly(world: World, victim: number): Promise<void> {
  await hold(world, `web-${victim}`);
  await world.strikeMember(deletePod, victim);
  await world.watchFor(seconds(15), 'one that is Terminating must not be found');
  await letGo(world, `web-${victim}`);
  await world.replaced(victim);
  await world.resolvable();
}

async function comeWithoutBeingReady(world: World): Promise<void> {
  await world.edit('to a template that is never Ready', { template: { spec: NEVER_READY } });
  await world.until('web-1 to run and not be Ready', (history) => {
    const pod = podNow(history, 'web-1');
    const isNew = pod?.phase === 'Running' && !pod.ready && pod.deleting === null;
    return isNew ? null : `it is ${pod?.phase ?? 'not there'}`;
  });
  await world.watchFor(seconds(20), 'web-1 is not Ready, and must not be found');
  await world.patch('services', 'web', { spec: { publishNotReadyAddresses: true } });
  await world.watchFor(seconds(20), 'web-1 is published, and must be found');
  await world.edit('to what it was', { template: { spec: ALWAYS } });
  await world.strikeMember(deletePod, 1);
  await world.replaced(1);
  await world.rolledOut();
}

async function loseTheService(world: World): Promise<void> {
  await world.remove('services', 'web');
  await world.watchFor(seconds(8), 'nobody needs the Service to run');
  await world.create(() => [service('web', { selector: LABELS })]);
  await world.resolvable();
  await world.watchFor(seconds(8), 'the names are back, and nobody was restarted');
}

function service(name: string, more: object) {
  return {
    ...{ apiVersion: 'v1', kind: 'Service', metadata: { name } },
    spec: { clusterIP: 'None', ports: [{ name: 'peers', port: 7000 }], ...more },
  };
}

function nameless(deployment: Deployment) {
  const set = benchSet({ name: 'bare', replicas: 1 }, deployment);
  return { ...set, spec: set.spec && { ...set.spec, serviceName: '' } };
}
