import type { KubernetesObject } from '@kubernetes/client-node';
import {
  messageIn,
  type PlainAnswer,
  type PlainRequest,
  sendRequest,
} from '../../cluster/send-request.ts';
import type { EntryOf } from '../../model/entry.ts';
import type { ObjectKind, World } from '../../model/scenario.ts';
import type { Deployment } from '../../model/workload.ts';
import { HarnessError } from '../../support/errors.ts';
import type { Stage } from '../stage.ts';
import type { Desk } from './desk.ts';

type Objects = Pick<World, 'create' | 'patch' | 'addOwner' | 'remove' | 'byLabel' | 'until'>;
type Facts = Readonly<Record<string, unknown>>;
type Asked = Pick<EntryOf<'request'>, 'verb' | 'resource' | 'name'> &
  Partial<Pick<EntryOf<'request'>, 'uid' | 'grace' | 'dryRun' | 'subresource' | 'probe' | 'facts'>>;

/** The verbs of a user who handles objects by name, beside the workload or inside of it. */
export function objectsOf({ stage, waitUntil }: Desk, deployment: Deployment): Objects {
  return {
    async create(build) {
      const uids: Record<string, string> = {};
      for (const object of build(deployment)) {
        uids[object.metadata?.name ?? ''] = await createPlain(stage, object);
      }
      return uids;
    },

    async patch(resource, name, body) {
      const path = pathOf(stage, resource, name);
      const asked: Asked = { verb: 'patch', resource, name, facts: { keys: keysOf(body) } };
      await mustPass(stage, asked, { method: 'PATCH', path, body });
    },

    async addOwner(resource, name, owner) {
      const path = pathOf(stage, resource, name);
      const asked: Asked = { verb: 'patch', resource, name };
      const facts = { keys: ['metadata.ownerReferences'] };
      const { body } = await sendRequest(stage.api.config, { method: 'GET', path });
      const { ownerReferences = [], resourceVersion } = (body as KubernetesObject).metadata ?? {};
      // The version goes along, so that nobody's change in between is undone.
      const metadata = { resourceVersion, ownerReferences: [...ownerReferences, owner] };
      await mustPass(stage, { ...asked, facts }, { method: 'PATCH', path, body: { metadata } });
    },

    async remove(resource, name, options = {}) {
      const { propagation = 'Background', graceSeconds = null } = options;
      const body = {
        ...{ apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: propagation },
        ...(graceSeconds === null ? {} : { gracePeriodSeconds: graceSeconds }),
      };
      const path = pathOf(stage, resource, name);
      const asked: Asked = { verb: 'delete', resource, name, grace: graceSeconds };
      const facts = { propagation };
      await mustPass(stage, { ...asked, facts }, { method: 'DELETE', path, body });
    },

    async byLabel(verb, resource, selector) {
      const path = `${pathOf(stage, resource)}?labelSelector=${encodeURIComponent(selector)}`;
      const method = verb === 'list' ? 'GET' : 'DELETE';
      const asked: Asked = { verb, resource, name: '', facts: { selector } };
      await mustPass(stage, asked, { method, path }, ({ body }) => ({ found: namesIn(body) }));
    },

    async until(what, lacks) {
      await waitUntil(what, 'convergedMs', () => lacks(stage.notebook.entries));
    },
  };
}

export async function createPlain(stage: Stage, object: KubernetesObject): Promise<string> {
  const kind = object.kind?.toLowerCase() ?? '';
  const resource = `${kind}s`;
  const name = object.metadata?.name ?? 'unnamed';
  if (!isKnown(resource)) throw new HarnessError({ what: `stories create no ${object.kind}` });
  const path = pathOf(stage, resource);
  const asked: Asked = { verb: 'create', resource, name };
  const sent: PlainRequest = { method: 'POST', path, body: object };
  const { body } = await mustPass(stage, asked, sent, ({ warnings }) => {
    return warnings.length > 0 ? { warnings } : {};
  });
  return (body as KubernetesObject).metadata?.uid ?? '';
}

function namesIn(list: unknown): readonly string[] {
  const { items = [] } = list as { items?: readonly KubernetesObject[] };
  return items.flatMap(({ metadata }) => metadata?.name ?? []);
}

async function mustPass(
  stage: Stage,
  asked: Asked,
  sent: PlainRequest,
  look?: (answer: PlainAnswer) => Facts,
): Promise<PlainAnswer> {
  stage.say(`${asked.verb} ${asked.resource}/${asked.name}`);
  const answer = await askPlainly(stage, asked, sent, look);
  if (answer.code < 300) return answer;
  throw new HarnessError({
    what: `the API server refused to ${asked.verb} ${asked.resource}/${asked.name}`,
    lastSeen: `${answer.code}: ${messageIn(answer.body)}`,
  });
}

/**
 * Sends a request and writes it down with its answer, dated when it was sent. What `look` sees
 * afterwards stands in the same entry, so that one entry tells all.
 */
export async function askPlainly(
  stage: Stage,
  asked: Asked,
  sent: PlainRequest,
  look: (answer: PlainAnswer) => Facts | Promise<Facts> = () => ({}),
): Promise<PlainAnswer> {
  const { api, notebook, signal } = stage;
  const at = notebook.now();
  const answer = await sendRequest(api.config, { ...sent, signal });
  const { uid = null, grace = null, facts = {}, ...rest } = asked;
  const seen = await look(answer);
  notebook.record({
    ...{ kind: 'request', by: 'runner', at, uid, grace, ...rest, code: answer.code },
    says: messageIn(answer.body) || (answer.code < 300 ? 'accepted' : 'refused without a word'),
    facts: { ...facts, ...seen, answered: notebook.now() },
  });
  return answer;
}

const GROUPS: Readonly<Record<ObjectKind, string>> = {
  pods: '/api/v1',
  persistentvolumeclaims: '/api/v1',
  configmaps: '/api/v1',
  services: '/api/v1',
  serviceaccounts: '/api/v1',
  resourcequotas: '/api/v1',
  limitranges: '/api/v1',
  poddisruptionbudgets: '/apis/policy/v1',
  statefulsets: '/apis/apps/v1',
  controllerrevisions: '/apis/apps/v1',
};

/** Where the objects of a kind live in the story's namespace, or one of them. */
export function pathOf({ namespace }: Stage, resource: ObjectKind, name?: string): string {
  const collection = `${GROUPS[resource]}/namespaces/${namespace}/${resource}`;
  return name === undefined ? collection : `${collection}/${name}`;
}

function isKnown(resource: string): resource is ObjectKind {
  return resource in GROUPS;
}

/** Which fields a patch touches, without what it sets them to. */
function keysOf(body: object, above = ''): readonly string[] {
  return Object.entries(body).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? keysOf(value, `${above}${key}.`)
      : [`${above}${key}`],
  );
}
