import type { History } from '../../model/entry.ts';
import { endOf } from '../../model/history.ts';
import { spellsOf } from '../../model/history-faults.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type Incarnation, incarnationsOf, stateAt } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { askedByUser } from './called-dead.ts';

/**
 * A closed door keeps nobody who is inside from staying. Whoever leaves does not come back in: a
 * successor is elsewhere, or waits for as long as its volume is behind that door.
 */
export const cordonKeepsWhoIsThere: StatefulPromise = {
  id: 'SS-NOD-013',
  level: 'INFORMATIONAL',
  statement:
    'A cordon alone MAY change nothing for the members on its node; one that is deleted there ' +
    'comes up elsewhere or waits',
  source: SOURCES.cordon,
  since: 'all',
  check: checkCordons,
};

function checkCordons(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const members = incarnationsOf(history);
  const asked = askedByUser(history);
  for (const { node, inForce, end } of spellsOf(history, ({ fault }) => fault === 'cordon')) {
    const until = end?.at ?? endOf(history);
    const to = { clock: inForce.clock, at: until };
    const gap = gaps.over({ on: ['pod'], from: inForce, to });
    const isDuring = (at: number) => at > inForce.at && at < until;
    for (const member of members) {
      const { uid, pod, deleting, born } = member;
      const then = stateAt(member.states, inForce.at);
      const wasThere = then?.node === node && then.op !== 'deleted' && !then.deleting;
      const isFresh = born !== null && isDuring(born.at);
      if (!wasThere && !isFresh) continue;
      const left = deleting && isDuring(deleting.at) ? deleting : null;
      if (gap) blind(`who came and went while ${node} was cordoned`, gap);
      else if (isFresh && placedOn(member, until) === node) {
        violation(`${pod} was placed on ${node}, which is cordoned`, [inForce, member.last]);
      } else if (wasThere && left && !asked.has(uid)) {
        violation(`${pod} was deleted from ${node}, which was only cordoned`, [inForce, left]);
      } else if (until - Math.max(inForce.at, born?.at ?? inForce.at) >= SLACK.noticeableMs)
        trial();
    }
  }
  return findings();
}

function placedOn({ states }: Incarnation, at: number): string | null {
  return stateAt(states, at)?.node ?? null;
}
