import { existsSync } from 'node:fs';
import { kubernetesFolder } from './kubernetes-binaries.ts';
import { KUBERNETES_VERSIONS, minorOf } from './versions.ts';

export interface Release {
  readonly kubernetes: string;
  /** Where its programs are. */
  readonly folder: string;
}

/** The release that a cluster of this one is upgraded to: a control plane goes minor by minor. */
export function releaseAfter(kubernetes: string): string | null {
  const minor = Number(minorOf(kubernetes)) + 1;
  return KUBERNETES_VERSIONS.find((version) => Number(minorOf(version)) === minor) ?? null;
}

/** The same, where its programs are built already: null otherwise. */
export function builtReleaseAfter(kubernetes: string): Release | null {
  const next = releaseAfter(kubernetes);
  if (next === null) return null;
  const folder = kubernetesFolder(next);
  return existsSync(folder) ? { kubernetes: next, folder } : null;
}
