import type { Provider, ProviderName } from '../model/cluster.ts';
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

/** Which provider judges, and why: the first line of every run and of every report. */
export async function chooseProvider(wanted: Wanted, context: string | undefined): Promise<Choice> {
  if (wanted === 'kind') return { provider: kindProvider, reason: 'asked for' };
  if (wanted === 'embedded') return { provider: embeddedProvider, reason: 'asked for' };
  if (wanted === 'existing') return { provider: existingProvider, reason: 'asked for' };
  if (context) return { provider: existingProvider, reason: `context ${context} was named` };
  const readiness = await kindReadiness();
  if (readiness.ready) return { provider: kindProvider, reason: readiness.says };
  return { provider: embeddedProvider, reason: `kind cannot be used: ${readiness.says}` };
}

export function providerByName(name: ProviderName): Provider {
  if (name === 'kind') return kindProvider;
  if (name === 'existing') return existingProvider;
  return embeddedProvider;
}
