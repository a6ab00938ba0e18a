import { connect, orNull } from '../cluster/api.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Blow } from '../model/fault.ts';
import type { MemberParams } from '../model/scenario.ts';
import { HarnessError } from '../support/errors.ts';
import { waitFor } from '../support/wait.ts';
import { differenceText, diffFingerprints, fingerprint, isSame } from './fingerprint.ts';
import { memberOn } from './loan-contract-ground.ts';

/** What every blow owes: it lands where it was aimed, and afterwards all is well again. */
export async function proveBlow(cluster: Cluster, blow: Blow<MemberParams>): Promise<void> {
  const lacking = blow.needs.find((capability) => !cluster.can(capability));
  if (lacking) {
    // What a provider cannot do it says, and why: then nobody is owed the rest.
    if (cluster.subject.lacks.some(({ capability }) => capability === lacking)) return;
    throw new HarnessError({
      what: `nobody says why ${cluster.subject.provider} lacks ${lacking}`,
    });
  }
  const before = await fingerprint(cluster);
  const member = await memberOn(cluster);
  const { says } = await blow.strike(cluster, member);
  if (says === '') throw new HarnessError({ what: `${blow.name} does not say what it did` });
  await waitFor({
    what: `the set to converge after ${blow.name}`,
    limit: 'convergedMs',
    read: () => lacksOf(cluster, member),
    until: (lacks) => lacks === null,
    describe: (lacks) => lacks ?? 'converged',
  });
  await waitFor({
    what: 'the cluster to look as it did before',
    limit: 'nodeReadyMs',
    read: async () => diffFingerprints(before, await fingerprint(cluster)),
    until: isSame,
    describe: differenceText,
  });
}

/** A set without a word of its own about it is read through its member. */
async function lacksOf(cluster: Cluster, { namespace, pod }: MemberParams): Promise<string | null> {
  const { apps, core } = connect(cluster);
  const found = await orNull(core.readNamespacedPod({ name: pod, namespace }));
  if (!found || found.metadata?.deletionTimestamp) return `${pod} is not there to stay`;
  const set = pod.slice(0, pod.lastIndexOf('-'));
  const { metadata, spec, status } = await apps.readNamespacedStatefulSet({ name: set, namespace });
  if (status?.observedGeneration !== metadata?.generation) return `${set} was not looked at yet`;
  const wanted = spec?.replicas ?? 1;
  const ready = status?.readyReplicas ?? 0;
  return ready === wanted ? null : `${set} has ${ready} of ${wanted} members Ready`;
}
