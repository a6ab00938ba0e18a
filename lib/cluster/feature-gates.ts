import type { ClusterSpec, FeatureGates } from '../model/cluster.ts';
import { HarnessError } from '../support/errors.ts';
import type { Api } from './api.ts';
import { sendRequest } from './send-request.ts';

const LINE = /^kubernetes_feature_enabled\{name="([A-Za-z0-9]+)"[^}]*\} ([01])$/gm;

/**
 * Which gates are on, as the API server itself says. Null where its metrics may not be read. The
 * controllers may be given others; on a cluster of ours they are given the same.
 */
export async function readGates(api: Api): Promise<FeatureGates | null> {
  const { code, body } = await sendRequest(api.config, { method: 'GET', path: '/metrics' });
  return code === 200 && typeof body === 'string' ? gatesIn(body) : null;
}

export function gatesIn(metrics: string): FeatureGates {
  const gates = [...metrics.matchAll(LINE)].map(([, name = '', value]) => [name, value === '1']);
  return Object.fromEntries(gates);
}

/** The gates of a cluster that was just made; none where it does not tell and nobody asked. */
export async function gatesAsAsked(spec: ClusterSpec, api: Api): Promise<FeatureGates> {
  const gates = await readGates(api);
  mustKnow(spec, gates);
  return gates ?? {};
}

/** A cluster whose gates are not what was asked for would be judged as what it is not. */
export function mustKnow({ name, featureGates = {} }: ClusterSpec, gates: FeatureGates | null) {
  const other = Object.entries(featureGates).find(([gate, on]) => gates?.[gate] !== on);
  if (!other) return;
  const [gate, on] = other;
  const is = gates?.[gate] === undefined ? 'unknown to this release' : gates[gate] ? 'on' : 'off';
  throw new HarnessError({
    what: `the gate ${gate} of cluster ${name} is not ${on ? 'on' : 'off'}, as asked for`,
    lastSeen: `the API server says that it is ${is}`,
  });
}

/** As the programs of Kubernetes want them on their command line. */
export function gatesText(gates: FeatureGates): string {
  return Object.entries(gates)
    .map(([gate, on]) => `${gate}=${on}`)
    .join(',');
}
