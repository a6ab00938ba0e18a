import type { KubernetesObject } from '@kubernetes/client-node';
import { messageIn, type PlainRequest, sendRequest } from '../../cluster/send-request.ts';
import { KUBECTL } from '../../cluster/storage.ts';
import { withEdits } from '../../model/api-probe.ts';
import type { EntryOf } from '../../model/entry.ts';
import type { World } from '../../model/scenario.ts';
import type { Deployment } from '../../model/workload.ts';
import { HarnessError } from '../../support/errors.ts';
import { passTime } from '../../support/wait.ts';
import type { Stage } from '../stage.ts';
import type { Desk } from './desk.ts';
import { askPlainly, pathOf } from './objects.ts';

type Rollouts = Pick<World, 'reapply' | 'applyManifest' | 'undoRollout' | 'askRolloutStatus'>;

const SETS = 'statefulsets';
/** Under this name the server remembers which fields of the set the suite applied. */
const MANAGER = 'steadfast';

/** The verbs of those who deploy: what a pipeline applies, and what an operator takes back. */
export function rolloutsOf(desk: Desk, deployment: Deployment): Rollouts {
  const { stage, verb, waitUntil } = desk;
  const { set } = stage.workload;
  const own = pathOf(stage, SETS, set);

  return {
    async reapply() {
      verb('reapply', `writing ${set} as it is, in three spellings`);
      const now = await read<KubernetesObject>(stage, own);
      // Without a version, so that a status that is written in between is no conflict.
      const body = withEdits(now, { 'metadata.resourceVersion': null });
      await mustSend(stage, 'update', 'reapply-put', { method: 'PUT', path: own, body });
      const { spec } = now as KubernetesObject & { readonly spec: object };
      await mustSend(stage, 'patch', 'reapply-merge', {
        method: 'PATCH',
        path: own,
        body: { spec },
      });
      await mustSend(stage, 'patch', 'reapply-apply', {
        ...{ method: 'PATCH', type: 'application/apply-patch+yaml', body: applied(now) },
        path: `${own}?fieldManager=${MANAGER}&force=true`,
      });
      // As long as a controller that minds would need to begin.
      await passTime(REACTION_MS, stage.signal);
    },

    async applyManifest() {
      const manifest = stage.workload.manifest(deployment);
      const body = manifest.find(({ kind }) => kind === 'StatefulSet') ?? {};
      const { replicas } = stage.workload;
      verb('apply', `applying the manifest of ${set} with ${replicas} replicas`, { replicas });
      await mustSend(
        stage,
        'patch',
        'manifest-applied',
        {
          ...{ method: 'PATCH', type: 'application/apply-patch+yaml', body },
          path: `${own}?fieldManager=${MANAGER}&force=true`,
        },
        { replicas },
      );
    },

    async undoRollout() {
      const { items } = await read<RevisionList>(stage, pathOf(stage, 'controllerrevisions'));
      const byAge = items
        .filter(({ metadata }) => metadata.ownerReferences?.some(({ name }) => name === set))
        .sort((one, other) => other.revision - one.revision);
      const last = byAge[1];
      if (!last) throw new HarnessError({ what: `${set} has no revision to go back to` });
      verb('undo', `going back to ${last.metadata.name}`, { revision: last.metadata.name });
      const sent: PlainRequest = {
        ...{ method: 'PATCH', path: own, body: last.data },
        type: 'application/strategic-merge-patch+json',
      };
      const facts = { revision: last.metadata.name };
      const answer = await mustSend(stage, 'patch', 'rollout-undo', sent, facts);
      const { generation = 0 } = answer.metadata ?? {};
      await waitUntil(`the controller to see generation ${generation}`, 'podReadyMs', () => {
        const observed = stage.view.set()?.status.observedGeneration ?? 0;
        return observed >= generation ? null : `it has seen ${observed}`;
      });
    },

    async askRolloutStatus() {
      const { cluster, notebook, namespace } = stage;
      const node = cluster.nodes.find(({ role }) => role === 'control-plane');
      if (!node || !cluster.can('node-exec')) return;
      const asked = notebook.now();
      const about = [`--namespace=${namespace}`, 'rollout', 'status', `statefulset/${set}`];
      // Without the flag it would say nothing final before the rollout is complete.
      const command = [...KUBECTL, ...about, '--watch=false'];
      const { code: exit, stdout, stderr } = await node.exec(command, { limitMs: ANSWER_MS });
      const words = `${stdout}${stderr}`.trim();
      const facts = { set, exit, words, tookMs: notebook.now() - asked };
      const says = `kubectl rollout status of ${set}: ${words}`;
      notebook.record({ kind: 'step', by: 'runner', step: 'note', ...ROLLOUT_STATUS, says, facts });
    },
  };

  /** The manifest as it was written, with what has been changed about it since. */
  function applied(now: KubernetesObject): object {
    const manifest = stage.workload.manifest(deployment);
    const object = manifest.find(({ kind }) => kind === 'StatefulSet');
    const { spec } = now as { readonly spec?: { readonly replicas: number } };
    return withEdits(object ?? {}, { 'spec.replicas': spec?.replicas ?? 0 });
  }
}

const REACTION_MS = 5_000;
const ANSWER_MS = 15_000;
const ROLLOUT_STATUS = { name: 'rollout-status' };

interface RevisionList {
  readonly items: readonly {
    readonly metadata: NonNullable<KubernetesObject['metadata']> & { readonly name: string };
    readonly revision: number;
    readonly data: object;
  }[];
}

async function read<Answer>(stage: Stage, path: string): Promise<Answer> {
  const { signal } = stage;
  const { code, body } = await sendRequest(stage.api.config, { method: 'GET', path, signal });
  if (code === 200) return body as Answer;
  throw new HarnessError({ what: `${path} cannot be read`, lastSeen: messageIn(body) });
}

async function mustSend(
  stage: Stage,
  verb: EntryOf<'request'>['verb'],
  probe: string,
  sent: PlainRequest,
  facts: Readonly<Record<string, unknown>> = {},
): Promise<KubernetesObject> {
  const name = stage.workload.set;
  const asked = { verb, resource: SETS, name, probe, facts };
  const { code, body } = await askPlainly(stage, asked, sent);
  if (code < 300) return body as KubernetesObject;
  throw new HarnessError({ what: `${probe} was refused`, lastSeen: `${code}: ${messageIn(body)}` });
}
