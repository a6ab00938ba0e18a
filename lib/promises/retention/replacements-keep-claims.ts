import type { History } from '../../model/entry.ts';
import { pairsOf } from '../../model/history.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { firstReady, isWanted, statesDuring } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { condemnedOf, readRetention } from './reading.ts';

/**
 * The worst mutant there is: a policy that is meant for scaled-away ordinals, and that takes the
 * data of every member that is evicted, updated or lost with its node.
 *
 * Judged for replacements within one set that asks for some deletion and wanted the ordinal all the
 * time. Claims that somebody deleted by name are not the policy's doing.
 */
export const replacementsKeepClaims: StatefulPromise = {
  id: 'SS-RET-004',
  level: 'MUST',
  statement:
    'No retention policy MUST remove a claim because its pod was deleted, evicted, failed, ' +
    'updated ' +
    'or lost with a node',
  source: SOURCES.retention,
  since: '1.27',
  check: checkReplacements,
};

function checkReplacements(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const reading = readRetention(history);
  for (const set of reading.sets) {
    const members = reading.membersOf(set);
    const condemned = new Set(condemnedOf(set, members).map(({ member }) => member));
    for (const ordinal of new Set(members.map((member) => member.ordinal))) {
      const own = members.filter((member) => member.ordinal === ordinal);
      for (const [old, fresh] of pairsOf(own)) {
        const from = old.deleting ?? old.last;
        const ready = firstReady(fresh);
        if (!ready || condemned.has(old)) continue;
        const states = statesDuring(set.states, from.at - SLACK.controllerLagMs, ready.at);
        const deletes = states.some(
          ({ whenDeleted, whenScaled }) => whenDeleted === 'Delete' || whenScaled === 'Delete',
        );
        const wanted = states.every((state) => isWanted(state, ordinal) && !state.deleting);
        const before = reading.claimsFor(set, ordinal, from.at).filter((claim) => {
          return !reading.isUsersDoing(claim) && claim.first.at < from.at;
        });
        if (!deletes || !wanted || before.length === 0) continue;
        const lost = before.find(({ deleting }) => deleting && deleting.at <= ready.at);
        const gap = reading.gaps.over({ on: ['claim', 'pod', 'set'], from, to: ready });
        if (lost) {
          violation(`${old.pod} was replaced, and ${lost.name} went with it`, [
            from,
            lost.deleting,
          ]);
        } else if (gap) blind(`the claims of ${old.pod}`, gap);
        else trial();
      }
    }
  }
  return findings();
}
