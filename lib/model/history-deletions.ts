import type { EntryOf, History } from './entry.ts';
import { entriesOf } from './history.ts';
import type { Incarnation } from './timeline.ts';

/** Who asked first for a pod's deletion, as far as anybody saw it. */
export type Deleter = 'controller' | 'somebody else' | 'unknown';

type PodDeletion = EntryOf<'request'> | EntryOf<'audit'>;

/** Other controllers have names that end alike; histories that are drawn leave the rest out. */
const CONTROLLER = /^(system:serviceaccount:kube-system:)?statefulset-controller$/;

/**
 * By the audit log, where there is one. Without it whatever nobody else is known to have asked for
 * is the controller's: node-side evictions have a fault beside them, which checkers ask for.
 */
export function deletersIn(history: History): (member: Incarnation) => Deleter {
  const requests = entriesOf(history, 'request').filter(isPodDeletion);
  const audits = entriesOf(history, 'audit').filter(isPodDeletion);
  return ({ uid, pod, first, gone }) => {
    // One that named no uid was meant for whoever bore the name when it was sent.
    const isMeant = (request: EntryOf<'request'>) =>
      request.uid === null
        ? request.name === pod && request.at >= first.at && request.at <= (gone ?? request).at
        : request.uid === uid;
    if (requests.some(isMeant)) return 'somebody else';
    if (audits.length === 0) return 'controller';
    const asked = audits.filter((audit) =>
      audit.uid === null ? audit.name === pod : audit.uid === uid,
    );
    if (asked.length === 0) return 'unknown';
    return asked.some(isControllers) ? 'controller' : 'somebody else';
  };
}

/** Whether the StatefulSet controller sent this line's request. */
export function isControllers({ user }: EntryOf<'audit'>): boolean {
  return CONTROLLER.test(user);
}

export function isPodDeletion(entry: PodDeletion): boolean {
  const really = entry.kind === 'audit' || !entry.dryRun;
  return really && ['delete', 'evict'].includes(entry.verb) && entry.resource === 'pods';
}
