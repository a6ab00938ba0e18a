import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  incarnationsOf,
  isWanted,
  setTimelinesOf,
  statesDuring,
  successionsOf,
} from '../../model/timeline.ts';
import {
  brokenHandover,
  claimLivesOf,
  claimNames,
  claimsDeletedByName,
  claimsOf,
  firstInUse,
  lastInUse,
} from '../../model/timeline-claims.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/** One wrong line in a shell must not take the disk from under a process that writes. */
export const claimInUseStays: StatefulPromise = {
  id: 'SS-STO-010',
  level: 'MUST',
  statement: 'A claim that a live pod uses MUST NOT be gone before the pod is, even when deleted',
  source: SOURCES.inUse,
  since: '1.10',
  check: checkInUse,
};

/** Scaling down is not giving up: the ordinal is only away, and its disk waits for it. */
export const scaledBackToOldClaim: StatefulPromise = {
  id: 'SS-STO-011',
  level: 'MUST',
  statement:
    'An ordinal that is scaled away and comes back MUST have its old claim and volume, ' +
    'under Retain',
  source: SOURCES.storage,
  since: '1.9',
  check: checkScaledBack,
};

function checkInUse(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const members = incarnationsOf(history);
  for (const claim of claimLivesOf(history)) {
    const { deleting, gone } = claim;
    if (!deleting) continue;
    const users = members.filter(({ states, last }) => {
      const then = states.findLast(({ at }) => at <= deleting.at);
      const isLive = then?.phase === 'Running' && then.op !== 'deleted';
      return isLive && Object.values(last.claims).includes(claim.name);
    });
    for (const user of users) {
      const finished = user.states.find(
        ({ phase, op }) => phase === 'Succeeded' || phase === 'Failed' || op === 'deleted',
      );
      const to = gone ?? user.last;
      const gap = gaps.over({ on: ['claim', 'pod'], from: deleting, to });
      if (gone && (!finished || gone.at < finished.at - SLACK.watchLagMs)) {
        violation(`${claim.name} was gone while ${user.pod} was using it`, [deleting, gone]);
      } else if (gap) blind(`how long ${claim.name} was there`, gap);
      else if (finished || user.last.at - deleting.at >= SLACK.watchLagMs) trial();
    }
  }
  return findings();
}

function checkScaledBack(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const claims = claimsOf(history);
  const sets = new Map(setTimelinesOf(history).map((set) => [set.uid, set]));
  const asked = claimsDeletedByName(history);
  for (const [old, fresh] of successionsOf(history)) {
    const set = sets.get(old.setUid);
    const [before, after] = [lastInUse(old), firstInUse(fresh)];
    if (!set || fresh.setUid !== old.setUid || before === null || after === null) continue;
    const between = statesDuring(set.states, before, fresh.first.at);
    if (!between.some((state) => !isWanted(state, old.ordinal))) continue;
    if (between.some(({ whenScaled }) => whenScaled !== 'Retain')) continue;
    const { clock } = fresh.first;
    const gap = gaps.over({
      on: ['pod', 'claim', 'set'],
      ...{ from: { clock, at: before }, to: { clock, at: after } },
    });
    for (const name of claimNames(set.first, old.ordinal)) {
      const handover = claims.handover(name, before, after);
      if (!handover.before || asked.has(name)) continue;
      const broken = brokenHandover(handover);
      if (gap) blind(`the claims of ${old.pod}`, gap);
      else if (!broken) trial();
      else violation(`${old.pod} came back, and ${broken}`, [handover.before, handover.after]);
    }
  }
  return findings();
}
