import { releaseAfter } from '../../airgap/next-release.ts';
import type { FeatureGates } from '../../model/cluster.ts';
import { type Able, flipLack, isTheLast } from '../own-capabilities.ts';

const ALWAYS: Able['lacks'] = [
  {
    capability: 'node-registration',
    reason: 'a node that registers again is given another range of addresses for its pods',
  },
  {
    capability: 'slow-disk',
    reason: 'etcd is a container of a kubelet, which makes it anew in a group of its own',
  },
  {
    capability: 'second-api-server',
    reason: 'the program of the API server is in an image of a pod, and no file of its node',
  },
];

export interface Made {
  readonly kubernetes: string;
  readonly gates: FeatureGates;
  /** Whether the next release can be handed to it. */
  readonly hasNext: boolean;
}

/** What a cluster of kind cannot be put to. */
export function lacksOf({ kubernetes, gates, hasNext }: Made): Able['lacks'] {
  const upgrade: Able['lacks'][number] = {
    capability: 'upgrade',
    reason: whyNoUpgrade(kubernetes),
  };
  return [...ALWAYS, ...flipLack(kubernetes, gates), ...(hasNext ? [] : [upgrade])];
}

function whyNoUpgrade(kubernetes: string): string {
  const next = releaseAfter(kubernetes);
  if (next === null) return isTheLast(kubernetes);
  return `images of Kubernetes ${next} were not built: steadfast airgap build --kubernetes ${next}`;
}
