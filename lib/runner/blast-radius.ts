import { blows, loans } from '../faults/index.ts';
import { isSystemNamespace } from '../model/blast-radius.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Known, Params } from '../model/fault.ts';
import type { Scenario } from '../model/scenario.ts';

/** Why something is not done on a cluster: what is missing, and what would help, if anything. */
export interface Refusal {
  readonly lacks: string;
  readonly tryThis?: string;
}

type Ground = Pick<Cluster, 'radius' | 'subject' | 'can' | 'storage'>;

/** Whether a fault may be used here at all, as far as that is known before its victim is. */
export function faultRefusal(cluster: Ground, fault: Known): Refusal | null {
  const lacking = capabilityRefusal(cluster, fault.needs);
  if (lacking) return lacking;
  const { radius } = cluster;
  if (!radius || reachOf(fault) === 'own' || radius.faults.includes(fault.name)) return null;
  const on = reachOf(fault) === 'node' ? ' --on NODE' : '';
  return {
    lacks: `flag: ${fault.name} reaches beyond the run's own namespace`,
    tryThis: `--allow ${fault.name}${on}, if this cluster's owner agrees`,
  };
}

/** Whether a fault may hit this very victim. `own` is the namespace that the run plays in. */
export function victimRefusal(
  cluster: Ground,
  fault: Known,
  params: Params,
  own: string,
): Refusal | null {
  const refused = faultRefusal(cluster, fault);
  const { radius } = cluster;
  if (refused || !radius) return refused;
  const { namespace, node } = params;
  if (typeof namespace === 'string' && namespace !== own) {
    return isSystemNamespace(namespace)
      ? { lacks: `nothing: no fault is ever let into ${namespace}, a namespace of the system` }
      : { lacks: `nothing: ${namespace} is not the run's own namespace, which is ${own}` };
  }
  if (reachOf(fault) !== 'node' || typeof node !== 'string') return null;
  if (radius.nodes.includes(node)) return null;
  return { lacks: `flag: ${fault.name} would hit ${node}`, tryThis: `--on ${node}` };
}

/** Why a story cannot be played here, told before anything of it begins; null when it can be. */
export function storyRefusal(cluster: Ground, story: Scenario): Refusal | null {
  const lacking = capabilityRefusal(cluster, story.needs);
  if (lacking) return lacking;
  const { storage } = story.workload;
  if ((storage === 'shared' ? cluster.storage.shared : cluster.storage.perNode) === null) {
    return { lacks: `storage: no class for ${storage} volumes`, tryThis: '--storage-class NAME' };
  }
  const known: readonly Known[] = [...blows, ...loans];
  for (const { fault: name } of story.faults) {
    const fault = known.find((candidate) => candidate.name === name);
    const refusal = fault ? faultRefusal(cluster, fault) : null;
    if (refusal) return refusal;
  }
  if (!cluster.radius || !story.exclusive || cluster.radius.faults.length > 0) return null;
  return {
    lacks: 'flag: it hurts a node or the control plane',
    tryThis: '--allow FAULT --on NODE, if this cluster\u2019s owner agrees',
  };
}

export function refusalText({ lacks, tryThis }: Refusal): string {
  return tryThis ? `lacks ${lacks} (try ${tryThis})` : `lacks ${lacks}`;
}

function capabilityRefusal(cluster: Ground, needs: Known['needs']): Refusal | null {
  const lacking = needs.find((capability) => !cluster.can(capability));
  if (!lacking) return null;
  const known = cluster.subject.lacks.find(({ capability }) => capability === lacking);
  return { lacks: `capability ${lacking}: ${known?.reason ?? 'this subject has it not'}` };
}

/** Whoever does not say how far it goes is taken to reach for a node. */
function reachOf({ reach = 'node' }: Known) {
  return reach;
}
