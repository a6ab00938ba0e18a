import type { Cluster, ClusterAddress, Provider, ProviderName } from '../model/cluster.ts';
import { embeddedProvider } from './embedded/provider.ts';
import { existingProvider } from './existing/provider.ts';
import { kindProvider } from './kind/provider.ts';
import { kindReadiness } from './kind-readiness.ts';

export interface Choice {
  readonly provider: Provider;
  readonly reason: string;
}

export const PROVIDERS = ['auto', 'kind', 'embedded', 'existing'] as const;
export type Wanted = (typeof PROVIDERS)[number];

/** Those that make clusters, the preferred one first. */
export const MAKERS: readonly Provider[] = [kindProvider, embeddedProvider];

export interface Wishes {
  readonly context?: string | undefined;
  /** A cluster that would be used if it is up. */
  readonly cluster?: string | undefined;
  readonly kubernetes?: string | undefined;
  /** True when something is wished for that the embedded provider alone can do. */
  readonly ownParts?: boolean;
}

/** Which provider judges, and why: the first line of every run and of every report. */
export async function chooseProvider(wanted: Wanted, wishes: Wishes = {}): Promise<Choice> {
  if (wanted !== 'auto') return { provider: providerByName(wanted), reason: 'asked for' };
  const { context, cluster, kubernetes, ownParts } = wishes;
  if (context) return { provider: existingProvider, reason: `context ${context} was named` };
  if (ownParts) {
    return { provider: embeddedProvider, reason: 'it alone runs programs that a user brings' };
  }
  for (const provider of cluster ? MAKERS : []) {
    if ((await provider.list()).includes(cluster ?? '')) {
      return { provider, reason: `its cluster ${cluster} is up` };
    }
  }
  const readiness = await kindReadiness(kubernetes);
  if (readiness.ready) return { provider: kindProvider, reason: readiness.says };
  return { provider: embeddedProvider, reason: `kind cannot be used: ${readiness.says}` };
}

/** The cluster of ours that is up under a name, whoever made it. */
export async function attachByName(name: string): Promise<Cluster | null> {
  for (const provider of MAKERS) {
    const address = await provider.find(name);
    if (address) return provider.attach(address);
  }
  return null;
}

/** The cluster of an address as it is now, or null when it is gone. */
export async function findAgain(address: ClusterAddress): Promise<ClusterAddress | null> {
  const provider = providerByName(address.provider);
  // Only its address tells where to look for a cluster that somebody else made.
  return provider === existingProvider ? address : provider.find(address.cluster);
}

export function providerByName(name: ProviderName): Provider {
  if (name === 'kind') return kindProvider;
  return name === 'existing' ? existingProvider : embeddedProvider;
}
