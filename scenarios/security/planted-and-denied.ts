import type { KubernetesObject, V1PodSpec } from '@kubernetes/client-node';
import type { History } from '../../lib/model/entry.ts';
import { entriesOf } from '../../lib/model/history.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { notWhole, podNow } from '../../lib/model/story-view.ts';
import type { Deployment } from '../../lib/model/workload.ts';
import { benchPod, benchSet } from '../../lib/workloads/bench-set.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const ADMISSION = 'PodSecurity';

/** What a namespace admits decides who is a member: a stranger may be let in, and a member not. */
export const plantedAndDenied: Scenario = {
  title: 'Two pods are planted where members will be, and a set asks for more than it may',
  hypothesis: 'A stranger who fits is taken for a member; a set without pods says why.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 1, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: ['SS-SEC-003', 'SS-SEC-004', 'SS-IDN-014'],
  exclusive: false,
  deadlineMs: minutes(6),
  faults: [],

  async run(world) {
    await world.create((deployment) => [
      planted('kept-0', deployment),
      planted('moved-0', deployment),
      planted('barred-00', deployment),
    ]);
    await world.create((deployment) => [
      benchSet({ name: 'kept', replicas: 1, strategy: 'OnDelete' }, deployment),
      benchSet({ name: 'moved', replicas: 1 }, deployment),
      benchSet({ name: 'barred', replicas: 2 }, deployment),
      benchSet({ name: 'denied', replicas: 1, pod: { hostNetwork: true } }, deployment),
    ]);
    await world.until('both to be taken for members', (history) =>
      ['kept', 'moved'].map((set) => notWhole(history, set) ?? ownerless(history, set)).join('') ===
      ''
        ? null
        : 'not yet',
    );
    await world.until('the one under RollingUpdate to be replaced', (history) =>
      wasReplaced(history, 'moved-0') ? notWhole(history, 'moved') : 'it is the one of before',
    );
    await world.until('the denied to say why it is empty', noWordOfDenial);
    // Who ends in the number of a member is read as that member, beside it and in its absence.
    await world.create((deployment) => [restless('moved-00', deployment)]);
    await world.until('the barred to say what is in its way', noWordOfAlias);
    await world.remove('pods', 'barred-00');
    await world.watchFor(seconds(5), 'the one under OnDelete stays who it is');
    await world.until('the barred to be whole', (history) => notWhole(history, 'barred'));
    await world.until('the alias beside a member to go', (history) =>
      wasRemoved(history, 'moved-00') ? notWhole(history, 'moved') : 'it is there',
    );
  },
};

function planted(
  name: string,
  deployment: Deployment,
): KubernetesObject & { readonly spec: V1PodSpec } {
  const [set = ''] = name.split('-');
  return {
    ...{ apiVersion: 'v1', kind: 'Pod', spec: benchPod({}, deployment) },
    metadata: { name, labels: { 'steadfast.dev/bench': set } },
  };
}

/**
 * Of two that end in one number a controller takes either, by chance and anew each time it looks:
 * one that ends every second makes it look until it has taken the one that has to go.
 */
function restless(name: string, deployment: Deployment): KubernetesObject {
  const { spec, ...pod } = planted(name, deployment);
  const containers = spec.containers.map((one) => ({ ...one, command: ['sleep', '1'] }));
  return { ...pod, ...{ spec: { ...spec, containers } } };
}

function ownerless(history: History, set: string): string | null {
  return podNow(history, `${set}-0`)?.owner ? null : `${set}-0 has no owner`;
}

function wasReplaced(history: History, name: string): boolean {
  const own = entriesOf(history, 'pod').filter((pod) => pod.name === name);
  return new Set(own.map(({ uid }) => uid)).size > 1;
}

function wasRemoved(history: History, name: string): boolean {
  return entriesOf(history, 'pod').some((pod) => pod.name === name && pod.op === 'deleted');
}

function noWordOfAlias(history: History): string | null {
  const said = entriesOf(history, 'event').some(
    ({ about, reason }) => about.name === 'barred' && reason === 'FailedUpdate',
  );
  return said ? null : 'no event says so';
}

/** Where a namespace forbids nothing there is no warning either, and nothing to wait for. */
function noWordOfDenial(history: History): string | null {
  const warned = entriesOf(history, 'request').some(
    ({ name, facts }) => name === 'denied' && String(facts.warnings ?? '').includes(ADMISSION),
  );
  const said = entriesOf(history, 'event').some(
    ({ about, message }) => about.name === 'denied' && message.includes(ADMISSION),
  );
  return !warned || said ? null : 'no event says so';
}
