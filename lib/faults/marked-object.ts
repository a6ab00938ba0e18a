import { connect } from '../cluster/api.ts';
import { messageIn, sendRequest } from '../cluster/send-request.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Json } from '../model/fault.ts';
import { HarnessError } from '../support/errors.ts';
import { plainName } from './api-loan.ts';

/** An object that a loan changes and that carries the way back with it. */
export interface MarkedObject {
  /** As kubectl calls its kind. */
  readonly kind: 'node' | 'pod' | 'statefulset' | 'deployment' | 'daemonset';
  readonly namespace: string | null;
  readonly name: string;
  /** The annotation that holds the way back, of one fault alone. */
  readonly mark: string;
}

export interface Found {
  readonly metadata: {
    readonly uid: string;
    readonly resourceVersion: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly finalizers?: readonly string[];
    readonly deletionTimestamp?: string;
  };
  readonly spec: Readonly<Record<string, Json>>;
}

export interface Operation {
  readonly op: 'add' | 'replace' | 'remove' | 'test';
  readonly path: string;
  readonly value?: Json;
}

export interface Change {
  readonly patch: object;
  readonly back: readonly Operation[];
}

/**
 * Changes an object and writes down on it, in the same request, how to change it back. So there is
 * no moment at which the harm is done and the way back is lost, whoever dies.
 */
export async function harmMarked(
  cluster: Cluster,
  target: MarkedObject,
  change: (found: Found) => Change,
): Promise<void> {
  const { config } = connect(cluster);
  for (;;) {
    const found = await readMarked(cluster, target);
    if (!found) throw new HarnessError({ what: `there is no ${nameOf(target)}` });
    if (markOf(found, target) !== null) {
      throw new HarnessError({
        what: `${nameOf(target)} is harmed already`,
        tryThis: 'steadfast heal',
      });
    }
    const body = bodyOf(target, found, change(found));
    const answer = await sendRequest(config, { method: 'PATCH', path: pathOf(target), body });
    if (answer.code < 300) return;
    // Somebody else wrote in between: what was read does not hold any more, so it is read again.
    if (answer.code === 409) continue;
    throw new HarnessError({
      what: `${nameOf(target)} could not be harmed`,
      lastSeen: `${answer.code}: ${messageIn(answer.body)}`,
    });
  }
}

function bodyOf({ mark }: MarkedObject, found: Found, { patch, back }: Change): object {
  const own = `/metadata/annotations/${mark.replaceAll('/', '~1')}`;
  const way = JSON.stringify([...back, { op: 'remove', path: own }]);
  const { metadata = {}, ...rest } = patch as { metadata?: object };
  const { resourceVersion } = found.metadata;
  return { ...rest, metadata: { ...metadata, resourceVersion, annotations: { [mark]: way } } };
}

/** Null when there is no such object any more. */
export async function readMarked(cluster: Cluster, target: MarkedObject): Promise<Found | null> {
  const { config } = connect(cluster);
  const { code, body } = await sendRequest(config, { method: 'GET', path: pathOf(target) });
  if (code === 404) return null;
  if (code === 200) return body as Found;
  throw new HarnessError({ what: `${nameOf(target)} cannot be read`, lastSeen: messageIn(body) });
}

export function markOf({ metadata }: Found, { mark }: MarkedObject): string | null {
  return metadata.annotations?.[mark] ?? null;
}

export async function markLeft(cluster: Cluster, target: MarkedObject): Promise<readonly string[]> {
  const found = await readMarked(cluster, target);
  return found && markOf(found, target) !== null ? [`the mark on ${nameOf(target)}`] : [];
}

/** Goes the way back that an object carries, if it carries one. */
export function undoMarked({ kind, namespace, name, mark }: MarkedObject): string {
  const where = `${kind} ${plainName(name)}${namespace ? ` -n ${plainName(namespace)}` : ''}`;
  const look = `{{with .metadata.annotations}}{{with index . "${mark}"}}{{.}}{{end}}{{end}}`;
  return [
    `way=$(k get ${where} --ignore-not-found -o go-template='${look}') || exit 1`,
    `[ -z "$way" ] || k patch ${where} --type=json -p "$way" >/dev/null || exit 1`,
  ].join('\n');
}

function pathOf({ kind, namespace, name }: MarkedObject): string {
  if (kind === 'node') return `/api/v1/nodes/${name}`;
  const group = kind === 'pod' ? '/api/v1' : '/apis/apps/v1';
  return `${group}/namespaces/${namespace}/${kind}s/${name}`;
}

function nameOf({ kind, namespace, name }: MarkedObject): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}
