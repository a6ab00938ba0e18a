import type { KubernetesObject } from '@kubernetes/client-node';
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
  tries: ['SS-SEC-003', 'SS-SEC-004'],
  exclusive: false,
  deadlineMs: minutes(6),
  faults: [],

  async run(world) {
    await world.create((deployment) => [planted('kept', deployment), planted('moved', deployment)]);
    await world.create((deployment) => [
      benchSet({ name: 'kept', replicas: 1, strategy: 'OnDelete' }, deployment),
      benchSet({ name: 'moved', replicas: 1 }, deployment),
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
    await world.until('the third to say why it is empty', noWordOfDenial);
    await world.watchFor(seconds(5), 'the one under OnDelete stays who it is');
  },
};

function planted(
  set: string,
  deployment: Deployment,
): KubernetesObject & { readonly spec: object } {
  return {
    ...{ apiVersion: 'v1', kind: 'Pod', spec: benchPod({}, deployment) },
    metadata: { name: `${set}-0`, labels: { 'steadfast.dev/bench': set } },
  };
}

function ownerless(history: History, set: string): string | null {
  return podNow(history, `${set}-0`)?.owner ? null : `${set}-0 has no owner`;
}

function wasReplaced(history: History, name: string): boolean {
  const own = entriesOf(history, 'pod').filter((pod) => pod.name === name);
  return new Set(own.map(({ uid }) => uid)).size > 1;
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
