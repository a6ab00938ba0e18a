import {
  type Capability,
  type Cluster,
  type FeatureGates,
  GATED,
  OWN_CAPABILITIES,
  OWN_LACKS,
} from '../model/cluster.ts';
import { toxiproxyProgram } from './toxiproxy-program.ts';

export type Able = Pick<Cluster['subject'], 'capabilities' | 'lacks'>;

const TOXICS: Capability = 'link-toxics';

/**
 * What clusters of our own can do on this host, less what their provider cannot: one thing needs a
 * program that may be missing, and some are for gates to decide.
 */
export function ownCapabilities(lacking: Able['lacks'], gates: FeatureGates): Able {
  const reason = 'toxiproxy is not built: steadfast airgap build';
  const toxics = toxiproxyProgram() ? [] : [{ capability: TOXICS, reason }];
  const gated = byGates(gates);
  const lacks = [...OWN_LACKS, ...lacking, ...toxics, ...gated.lacks];
  const isLacking = (one: Capability) => lacks.some(({ capability }) => capability === one);
  const own = OWN_CAPABILITIES.filter((one) => !isLacking(one));
  return { capabilities: [...own, ...gated.capabilities], lacks };
}

const FLIPPED = GATED['max-unavailable'] ?? '';

/** A program that is told of a gate that it does not know ends at once. */
export function flipLack(kubernetes: string, gates: FeatureGates): Able['lacks'] {
  if (gates[FLIPPED] !== undefined) return [];
  const reason = `Kubernetes ${kubernetes} says nothing of the gate ${FLIPPED}`;
  return [{ capability: 'gate-flip', reason }];
}

/** Why nothing is upgraded from this release. */
export function isTheLast(kubernetes: string): string {
  return `no release after Kubernetes ${kubernetes} is known to the suite`;
}

/** What the gates of a cluster decide on. */
export function byGates(gates: FeatureGates | null): Able {
  const capabilities: Capability[] = [];
  const lacks: { capability: Capability; reason: string }[] = [];
  for (const [name, gate] of Object.entries(GATED)) {
    const capability = name as Capability;
    if (gates?.[gate]) capabilities.push(capability);
    else if (gates) lacks.push({ capability, reason: `the feature gate ${gate} is off` });
    else lacks.push({ capability, reason: `whether the gate ${gate} is on cannot be read` });
  }
  return { capabilities, lacks };
}
