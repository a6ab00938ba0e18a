import { releaseAfter } from '../../airgap/next-release.ts';
import type { FeatureGates } from '../../model/cluster.ts';
import { type Able, flipLack, isTheLast } from '../own-capabilities.ts';
import type { ClusterPlan } from './plan.ts';

/** What an embedded cluster cannot be put to, because of what it was made of. */
export function lacksOf(plan: ClusterPlan, gates: FeatureGates): Able['lacks'] {
  const upgrade: Able['lacks'][number] = { capability: 'upgrade', reason: whyNoUpgrade(plan) };
  return [...flipLack(plan.kubernetes, gates), ...(plan.next ? [] : [upgrade])];
}

function whyNoUpgrade({ kubernetes, overrides }: ClusterPlan): string {
  const next = releaseAfter(kubernetes);
  if (next === null) return isTheLast(kubernetes);
  if (overrides !== null) return 'programs of yours are judged here, and it would replace them';
  return `Kubernetes ${next} was not built: steadfast airgap build --kubernetes ${next}`;
}
