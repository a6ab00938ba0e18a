import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { z } from 'zod';
import type { FeatureGates, Timers } from '../../model/cluster.ts';
import { HarnessError } from '../../support/errors.ts';
import { IN_NODE } from '../layout.ts';
import { withGates } from './gated-config.ts';
import { configFile } from './places.ts';

/** Exactly the settings that make a cluster quick; without them every one of them is stock. */
const TIMER_ARGUMENTS: ReadonlySet<string> = new Set([
  'default-not-ready-toleration-seconds',
  'default-unreachable-toleration-seconds',
  'kube-api-burst',
  'kube-api-qps',
  'node-monitor-grace-period',
  'node-monitor-period',
]);
const TIMER_FIELDS: ReadonlySet<string> = new Set([
  'nodeLeaseDurationSeconds',
  'nodeStatusUpdateFrequency',
  'nodeStatusReportFrequency',
  'crashLoopBackOff',
  'KubeletCrashLoopBackOffMax',
]);

export interface Derivation {
  /** The text of kind-config.yaml, and the folder its relative paths start from. */
  readonly text: string;
  readonly folder: string;
  readonly timers: Timers;
  /** This cluster's own shared folder. */
  readonly shared: string;
  readonly featureGates?: FeatureGates | undefined;
}

/** The configuration that kind is given: the file, but for what each cluster has of its own. */
export function deriveConfig(derivation: Derivation): string {
  const { text, folder, timers, shared, featureGates = {} } = derivation;
  const config = configSchema.parse(parse(text));
  const isShared = ({ containerPath }: Mount) => containerPath === IN_NODE.shared;
  const nodes = config.nodes.map((node) => {
    if (!node.extraMounts.some(isShared)) {
      throw new HarnessError({
        what: `kind-config.yaml has a ${node.role} without a mount at ${IN_NODE.shared}`,
        tryThis: 'mount one host folder there in every node: the storage class `shared` needs it',
      });
    }
    const extraMounts = node.extraMounts.map((mount) => ({
      ...mount,
      hostPath: isShared(mount) ? shared : resolve(folder, mount.hostPath),
    }));
    return { ...node, extraMounts };
  });
  const timed =
    timers === 'stock'
      ? config.kubeadmConfigPatches.map(withStockTimers)
      : config.kubeadmConfigPatches;
  const isGated = Object.keys(featureGates).length > 0;
  const kubeadmConfigPatches = isGated
    ? timed.map((patch) => rewritten(patch, (document) => withGates(document, featureGates)))
    : timed;
  return stringify({ ...config, nodes, kubeadmConfigPatches }, { aliasDuplicateObjects: false });
}

/** What kind-config.yaml tells kubeadm, by kind of document, for whoever else calls kubeadm. */
export async function kubeadmSettings(timers: Timers, featureGates: FeatureGates = {}) {
  const { kubeadmConfigPatches } = configSchema.parse(parse(await readFile(configFile(), 'utf8')));
  const documents = kubeadmConfigPatches
    .map((patch) => (timers === 'stock' ? withStockTimers(patch) : patch))
    .flatMap((patch) => parseAllDocuments(patch).map((document) => document.toJS()))
    .map((document) => withGates(document, featureGates));
  const named = (kind: string): Readonly<Record<string, unknown>> => {
    // Written twice for kubeadm's own kind; of the two notations the newer one is taken.
    const found = documents.filter((document) => document.kind === kind);
    const newest = found.find(({ apiVersion = '' }) => /v1beta4$/.test(apiVersion)) ?? found[0];
    if (!newest) throw new HarnessError({ what: `kind-config.yaml has no ${kind}` });
    return newest;
  };
  return {
    ClusterConfiguration: named('ClusterConfiguration'),
    KubeletConfiguration: named('KubeletConfiguration'),
    KubeProxyConfiguration: named('KubeProxyConfiguration'),
  };
}

const mountSchema = z.looseObject({ hostPath: z.string(), containerPath: z.string() });
const configSchema = z.looseObject({
  nodes: z.array(z.looseObject({ role: z.string(), extraMounts: z.array(mountSchema) })),
  kubeadmConfigPatches: z.array(z.string()),
});
type Mount = z.infer<typeof mountSchema>;

function withStockTimers(patch: string): string {
  return rewritten(patch, stripped);
}

function rewritten(patch: string, change: (document: unknown) => unknown): string {
  return parseAllDocuments(patch)
    .map((document) => stringify(change(document.toJS())))
    .join('---\n');
}

/** Removes the timers wherever they stand: as fields, as keys of a map, or as named list items. */
function stripped(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isTimer(item)).map(stripped);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key]) => !TIMER_FIELDS.has(key) && !TIMER_ARGUMENTS.has(key),
  );
  return Object.fromEntries(kept.map(([key, inner]) => [key, stripped(inner)]));
}

function isTimer(item: unknown): boolean {
  const named = z.object({ name: z.string() }).safeParse(item);
  return named.success && TIMER_ARGUMENTS.has(named.data.name);
}
