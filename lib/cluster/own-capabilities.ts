import { type Capability, type Cluster, OWN_CAPABILITIES, OWN_LACKS } from '../model/cluster.ts';
import { toxiproxyProgram } from './toxiproxy-program.ts';

const TOXICS: Capability = 'link-toxics';

/** What clusters of our own can do on this host: one thing needs a program that may be missing. */
export function ownCapabilities(): Pick<Cluster['subject'], 'capabilities' | 'lacks'> {
  if (toxiproxyProgram()) return { capabilities: OWN_CAPABILITIES, lacks: OWN_LACKS };
  const lack = { capability: TOXICS, reason: 'toxiproxy is not built: steadfast airgap build' };
  return {
    capabilities: OWN_CAPABILITIES.filter((one) => one !== TOXICS),
    lacks: [...OWN_LACKS, lack],
  };
}
