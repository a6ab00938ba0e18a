/** What the owner of a cluster has let a run do there, beyond what the run itself makes. */
export interface BlastRadius {
  /** The namespace that was given to the run; null where it makes its own. */
  readonly namespace: string | null;
  /** Faults that may reach beyond the run's own objects, by name. */
  readonly faults: readonly string[];
  /** The nodes that they may hit. */
  readonly nodes: readonly string[];
}

/** How far a fault goes: to what the run made itself, to a node, or to the whole cluster. */
export type Reach = 'own' | 'node' | 'cluster';

/** Something that a user of the API may be allowed to do. */
export interface Permission {
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly verb: string;
  /** Absent for the run's own namespace. */
  readonly scope?: 'cluster';
}

/** Namespaces that a cluster itself lives in: no run is ever let into one, nor a fault of ours. */
export function isSystemNamespace(name: string): boolean {
  return /^(kube|openshift)(-|$)|-system$/.test(name) || SYSTEM.has(name);
}

const SYSTEM: ReadonlySet<string> = new Set(['default', 'local-path-storage']);

export function permissionText({ group, resource, subresource, verb, scope }: Permission): string {
  const path = [resource, ...(subresource ? [subresource] : [])].join('/');
  const of = group === '' ? '' : ` (${group})`;
  return `${verb} ${path}${of}${scope === 'cluster' ? ', in the whole cluster' : ''}`;
}
