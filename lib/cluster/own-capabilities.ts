import {
  type Capability,
  type Cluster,
  type FeatureGates,
  GATED,
  OWN_CAPABILITIES,
  OWN_LACKS,
} from '../model/cluster.ts';
import { toxiproxyProgram } from './toxiproxy-program.ts';

type Able = Pick<Cluster['subject'], 'capabilities' | 'lacks'>;

const TOXICS: Capability = 'link-toxics';
const NO_TOXICS = { capability: TOXICS, reason: 'toxiproxy is not built: steadfast airgap build' };

/** What clusters of our own can do: some of it by a program, and some by gates that are on. */
export function ownCapabilities(gates: FeatureGates): Able {
  const hasToxics = toxiproxyProgram() !== null;
  const gated = byGates(gates);
  return {
    capabilities: [
      ...OWN_CAPABILITIES.filter((one) => hasToxics || one !== TOXICS),
      ...gated.capabilities,
    ],
    lacks: [...OWN_LACKS, ...(hasToxics ? [] : [NO_TOXICS]), ...gated.lacks],
  };
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
