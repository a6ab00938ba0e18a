import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { isControllers } from '../../model/history-deletions.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import type { Incarnation } from '../../model/timeline.ts';
import type { ClaimLife } from '../../model/timeline-claims.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { condemnedOf, isForeignControlled, ownedByPod, readRetention } from './reading.ts';

type Audit = EntryOf<'audit'>;

/**
 * Whoever deletes first and notes down afterwards leaks every claim that a crash in between leaves
 * behind.
 *
 * Judged from the audit log: changes of claims and of pods are changes of two kinds of object, and
 * only the API server's own diary puts them in one order. A claim that something else controls is
 * left alone, and is not judged.
 */
export const ownerBeforeDeletion: StatefulPromise = {
  id: 'SS-RET-006',
  level: 'MUST',
  statement:
    'The pod of an ordinal that is scaled away MUST be made an owner of all its claims before it ' +
    'is deleted',
  source: SOURCES.retention,
  since: '1.27',
  check: checkOrder,
};

function checkOrder(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const reading = readRetention(history);
  const audits = entriesOf(history, 'audit').filter(({ code }) => code < 300);
  for (const set of reading.sets) {
    for (const { member, deleting, state } of condemnedOf(set, reading.membersOf(set))) {
      if (state.whenScaled !== 'Delete') continue;
      const claims = reading
        .claimsFor(set, member.ordinal, deleting.at)
        .filter((claim) => !claim.states.some(isForeignControlled));
      const deletion = audits.find((audit) => isDeletionOf(audit, member));
      // A pod that somebody else deleted first is not the controller's to prepare.
      if (claims.length === 0 || (deletion && !isControllers(deletion))) continue;
      const gap = reading.gaps.over({
        on: ['claim', 'pod', 'set', 'audit'],
        ...{ from: member.first, to: member.gone ?? deleting },
      });
      const late = claims.find((claim) => !wasNotedBefore(claim, member, deletion, audits));
      const noted = late?.states.find((claim) => ownedByPod(claim, member));
      if (gap) blind(`in which order ${member.pod} was scaled away`, gap);
      else if (late && !noted) {
        violation(`${member.pod} was scaled away and never owned ${late.name}`, [
          deleting,
          late.last,
        ]);
      } else if (!deletion) {
        doubt(`the audit log does not tell when ${member.pod} was deleted`, [deleting]);
      } else if (late) {
        const says = `${member.pod} was deleted before it was made an owner of ${late.name}`;
        violation(says, [deletion, noted]);
      } else trial();
    }
  }
  return findings();
}

/** Whether the change that made a pod the owner was answered before its deletion was asked for. */
function wasNotedBefore(
  claim: ClaimLife,
  member: Incarnation,
  deletion: Audit | undefined,
  audits: readonly Audit[],
): boolean {
  const noted = claim.states.filter((state) => ownedByPod(state, member));
  return noted.some(({ rv }) => {
    const written = audits.find((audit) => {
      return audit.resource === 'persistentvolumeclaims' && audit.rv === rv;
    });
    return written !== undefined && deletion !== undefined && written.at <= deletion.received;
  });
}

function isDeletionOf({ verb, resource, name, uid, subresource }: Audit, member: Incarnation) {
  const isPod = verb === 'delete' && resource === 'pods' && subresource === null;
  return isPod && name === member.pod && (uid === null || uid === member.uid);
}
