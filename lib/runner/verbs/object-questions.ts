import { isDeepStrictEqual } from 'node:util';
import { messageIn, type PlainAnswer, sendRequest } from '../../cluster/send-request.ts';
import { valueAt, withEdits } from '../../model/api-probe.ts';
import type { ObjectProbe } from '../../model/object-probe.ts';
import type { ObjectKind, World } from '../../model/scenario.ts';
import { HarnessError } from '../../support/errors.ts';
import type { Stage } from '../stage.ts';
import type { Desk } from './desk.ts';
import { askPlainly, pathOf } from './objects.ts';

interface Target {
  readonly resource: ObjectKind;
  readonly name: string;
}

interface Found {
  readonly metadata: { readonly generation?: number; readonly resourceVersion: string };
  readonly spec?: object;
}

const VERBS = { GET: 'get', PUT: 'update', PATCH: 'patch' } as const;

/** Asks the API server about objects in use, one question after the other. */
export function objectQuestionsOf({ stage, verb }: Desk): Pick<World, 'askAbout'> {
  return {
    async askAbout(probes) {
      verb('ask', `asking the API server ${probes.length} questions`, { count: probes.length });
      for (const probe of probes) await askOne(stage, probe);
    },
  };
}

async function askOne(stage: Stage, probe: ObjectProbe): Promise<void> {
  const { name: question, method, subresource = null, dryRun = false, due, keep = [] } = probe;
  const { resource, name } = targetOf(stage, probe);
  const main = pathOf(stage, resource, name);
  const own = subresource ? `${main}/${subresource}` : main;
  const before = await read(stage, main);
  const body = method === 'GET' ? {} : { body: await bodyOf(stage, probe, own) };
  const path = dryRun ? `${own}?dryRun=All` : own;
  const asked = { verb: VERBS[method], resource, name, subresource, dryRun, probe: question };
  await askPlainly(stage, asked, { method, path, ...body }, async (answer) => {
    const after = await read(stage, main);
    const { generation: now = 0 } = after.metadata;
    return {
      finds: findingsOf(answer, [...Object.keys(due.finds ?? {}), ...keep]),
      generationGrows: now - (before.metadata.generation ?? 0),
      unchanged: isDeepStrictEqual(before.spec, after.spec),
    };
  });
}

/** A patch is what it changes; an update is the whole object as it was read, with the change. */
async function bodyOf(stage: Stage, probe: ObjectProbe, path: string): Promise<object> {
  const { method, edits = {}, version } = probe;
  if (method === 'PATCH') return withEdits({}, edits);
  const stale = version === 'stale' ? { 'metadata.resourceVersion': '1' } : {};
  return withEdits(await read(stage, path), { ...stale, ...edits });
}

function targetOf(stage: Stage, { of }: ObjectProbe): Target {
  const { set } = stage.workload;
  if (of === 'set') return { resource: 'statefulsets', name: set };
  const newest = stage.view.set()?.status.updateRevision;
  if (newest) return { resource: 'controllerrevisions', name: newest };
  throw new HarnessError({ what: `${set} has no revision to ask about` });
}

async function read(stage: Stage, path: string): Promise<Found> {
  const { signal } = stage;
  const { code, body } = await sendRequest(stage.api.config, { method: 'GET', path, signal });
  if (code === 200) return body as Found;
  throw new HarnessError({ what: `${path} cannot be read`, lastSeen: messageIn(body) });
}

function findingsOf({ code, body }: PlainAnswer, paths: readonly string[]) {
  if (code >= 300) return {};
  return Object.fromEntries(paths.map((path) => [path, valueAt(body, path)]));
}
