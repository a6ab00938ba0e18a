import { type KubernetesObject, PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import { refusalOf } from '../cluster/api.ts';
import type { EntryOf } from '../model/entry.ts';
import { HarnessError, messageOf } from '../support/errors.ts';
import type { Stage } from './stage.ts';

type Verb = EntryOf<'request'>['verb'];

interface Asked {
  readonly verb: Verb;
  readonly resource: string;
  readonly name: string;
  readonly uid?: string | null;
}

/** Sends one request as the run's user and writes down what was asked and what was answered. */
async function ask<Answer>(
  stage: Stage,
  asked: Asked,
  send: () => Promise<Answer>,
): Promise<Answer> {
  const note = (code: number, says: string) =>
    stage.notebook.record({
      kind: 'request',
      by: 'runner',
      uid: null,
      ...asked,
      grace: null,
      code,
      says,
    });
  try {
    const answer = await send();
    note(200, 'accepted');
    return answer;
  } catch (error) {
    const refusal = refusalOf(error);
    note(refusal?.code ?? 0, refusal?.says ?? messageOf(error));
    throw new HarnessError({
      what: `the API server refused to ${asked.verb} ${asked.resource}/${asked.name}`,
      lastSeen: refusal ? `${refusal.code} ${refusal.reason}: ${refusal.says}` : messageOf(error),
    });
  }
}

export async function createObject(stage: Stage, object: KubernetesObject): Promise<void> {
  const name = object.metadata?.name ?? 'unnamed';
  const asked = { verb: 'create', resource: resourceOf(object), name } as const;
  await ask(stage, asked, () => stage.api.objects.create(object));
}

const MERGE = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);

/** Answers with the generation that the change made. */
export async function patchSet(stage: Stage, body: object): Promise<number> {
  const name = stage.workload.set;
  const { namespace } = stage;
  const changed = await ask(stage, { verb: 'patch', resource: 'statefulsets', name }, () =>
    stage.api.apps.patchNamespacedStatefulSet({ name, namespace, body }, MERGE),
  );
  return changed.metadata?.generation ?? 0;
}

export async function patchScale(stage: Stage, replicas: number): Promise<void> {
  const name = stage.workload.set;
  const { namespace } = stage;
  const body = { spec: { replicas } };
  await ask(stage, { verb: 'patch', resource: 'statefulsets/scale', name }, () =>
    stage.api.apps.patchNamespacedStatefulSetScale({ name, namespace, body }, MERGE),
  );
}

export async function deleteSet(stage: Stage, uid: string): Promise<void> {
  const name = stage.workload.set;
  const { namespace } = stage;
  await ask(stage, { verb: 'delete', resource: 'statefulsets', name, uid }, () =>
    stage.api.apps.deleteNamespacedStatefulSet({
      name,
      namespace,
      body: { preconditions: { uid }, propagationPolicy: 'Background' },
    }),
  );
}

function resourceOf(object: KubernetesObject): string {
  const kind = (object.kind ?? 'object').toLowerCase();
  return kind.endsWith('s') ? kind : `${kind}s`;
}
