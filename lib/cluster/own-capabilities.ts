import { type Capability, type Cluster, OWN_CAPABILITIES, OWN_LACKS } from '../model/cluster.ts';
import { toxiproxyProgram } from './toxiproxy-program.ts';

type Lacks = Cluster['subject']['lacks'];

const TOXICS: Capability = 'link-toxics';

/**
 * What clusters of our own can do on this host, less what their provider cannot: one thing needs a
 * program that may be missing.
 */
export function ownCapabilities(
  lacking: Lacks,
): Pick<Cluster['subject'], 'capabilities' | 'lacks'> {
  const reason = 'toxiproxy is not built: steadfast airgap build';
  const toxics = toxiproxyProgram() ? [] : [{ capability: TOXICS, reason }];
  const lacks = [...OWN_LACKS, ...lacking, ...toxics];
  const capabilities = OWN_CAPABILITIES.filter(
    (one) => !lacks.some(({ capability }) => capability === one),
  );
  return { capabilities, lacks };
}
