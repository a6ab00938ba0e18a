import { connect } from '../cluster/api.ts';
import { firstLacking } from '../cluster/existing/permissions.ts';
import { permissionText } from '../model/blast-radius.ts';
import type { Known, Params } from '../model/fault.ts';
import { HarnessError } from '../support/errors.ts';
import { type Refusal, refusalText, victimRefusal } from './blast-radius.ts';
import { budgetRefusal } from './budget-room.ts';
import type { Stage } from './stage.ts';

type Where = Pick<Stage, 'cluster' | 'namespace' | 'run'>;

/** The last gate before any harm; on a cluster that was made for us it stands open. */
export async function mayHarm(where: Where, fault: Known, params: Params): Promise<void> {
  const { cluster, namespace } = where;
  const refused = victimRefusal(cluster, fault, params, namespace);
  if (refused) throw refusal(fault, cluster.context, refused);
  if (!cluster.radius) return;
  const lacking =
    (await permissionRefusal(where, fault)) ?? (await budgetRefusal(where, victimsIn(params)));
  if (lacking) throw refusal(fault, cluster.context, lacking);
}

async function permissionRefusal({ cluster, namespace }: Where, fault: Known) {
  const { permissions = [] } = fault;
  const lacking = await firstLacking(connect(cluster), permissions, namespace);
  if (!lacking) return null;
  const tryThis = 'kubectl auth can-i, and whoever grants such things';
  return { lacks: `permission: its user may not ${permissionText(lacking)}`, tryThis };
}

/** Names of the members that a fault takes away, all of them at once. */
function victimsIn({ pod, pods }: Params): readonly string[] {
  if (typeof pod === 'string') return [pod];
  return Array.isArray(pods) ? pods.filter((name) => typeof name === 'string') : [];
}

function refusal(fault: Known, context: string, { lacks, tryThis }: Refusal): HarnessError {
  return new HarnessError({
    what: `${fault.name} is not used on ${context}: it ${refusalText({ lacks })}`,
    ...(tryThis ? { tryThis } : {}),
  });
}
