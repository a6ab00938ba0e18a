import { releaseAfter } from '../../airgap/next-release.ts';
import type { Capability, FeatureGates } from '../../model/cluster.ts';
import { flipLack, isTheLast } from '../own-capabilities.ts';
import type { ClusterPlan } from './plan.ts';

interface Lacking {
  readonly capability: Capability;
  readonly reason: string;
}

/** What an embedded cluster cannot be put to, because of what it was made of. */
export function lacksOf(plan: ClusterPlan, gates: FeatureGates): readonly Lacking[] {
  const upgrade: Lacking = { capability: 'upgrade', reason: whyNoUpgrade(plan) };
  return [...flipLack(plan.kubernetes, gates), ...(plan.next ? [] : [upgrade])];
}

function whyNoUpgrade({ kubernetes, overrides }: ClusterPlan): string {
  const next = releaseAfter(kubernetes);
  if (next === null) return isTheLast(kubernetes);
  if (overrides !== null) return 'programs of yours are judged here, and it would replace them';
  return `Kubernetes ${next} was not built: steadfast airgap build --kubernetes ${next}`;
}
