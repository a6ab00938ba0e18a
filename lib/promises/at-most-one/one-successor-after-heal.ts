import { clocksOf } from '../../model/clocks.ts';
import type { History } from '../../model/entry.ts';
import { endOf } from '../../model/history.ts';
import { ledgerOf } from '../../model/history-faults.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  incarnationsOf,
  isWanted,
  type SetTimeline,
  setTimelinesOf,
} from '../../model/timeline.ts';
import { type Life, livesBySlot } from '../../model/timeline-lives.ts';
import { overlapsOf } from '../../model/timeline-overlaps.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { cutOffMembers } from './split-members.ts';

/**
 * The heal is the most dangerous moment of a split: the old member is still there, and its
 * successor is allowed at last. One has to be over before the other begins.
 *
 * The old containers may run on for seconds after the node is back: the pod object is still there,
 * so it is still the only one. A split that ended before anybody was asked to go is not judged.
 */
export const oneSuccessorAfterHeal: StatefulPromise = {
  id: 'SS-AMO-005',
  level: 'MUST',
  statement:
    'When a split heals, the old incarnation MUST be stopped and its pod removed before the one ' +
    'new incarnation starts',
  source: SOURCES.forceDelete,
  since: '1.5+',
  check: checkHeal,
};

function checkHeal(history: History): Findings {
  const { trial, violation, doubt, excused, blind, findings } = tally();
  const [clocks, gaps, ledger] = [clocksOf(history), gapsOf(history), ledgerOf(history)];
  const overlaps = overlapsOf(history);
  const lives = livesBySlot(history);
  const end = endOf(history);

  for (const { cut, member, deleting, gone } of cutOffMembers(history, end)) {
    if (!deleting || !cut.end) continue;
    const own = lives.get(member.pod) ?? [];
    const old = own.find(({ uid }) => uid === member.uid);
    const place = old ? own.indexOf(old) : -1;
    const [next, ...more] = own.slice(place + 1).filter(({ runs }) => runs.length > 0);
    const excuse = ledger.excuse([oneSuccessorAfterHeal.id, 'SS-AMO-001'], [member.uid]);
    if (excuse) {
      const says = `${member.pod} was not left to the heal of ${cut.node}; ${excuse.says}`;
      excused(says, [cut.inForce, deleting, excuse]);
      continue;
    }
    // A name that was freed before the heal is another promise's business.
    if (gone || !isStillWanted(history, member.setUid, member.ordinal)) continue;
    const evidence = [cut.end, deleting, member.gone];
    if (!old || !next || !member.gone) {
      doubt(`the history does not show how ${member.pod} was succeeded`, evidence);
      continue;
    }
    const stop = lastStop(old);
    const gap = gaps.over({
      ...{ on: ['runtime', 'pod'], at: [member.node, ...next.runs.map(({ node }) => node)] },
      ...{ from: cut.end, to: next.runs[0]?.start ?? member.gone },
    });
    const [together, ...others] = [next, ...more].flatMap((life, index) => {
      const before = index === 0 ? old : next;
      return overlaps.relation(before, life).is === 'together' ? [{ before, life }] : [];
    });
    const relation = overlaps.relation(old, next);
    if (together) {
      const { before, life } = together;
      const says = `after the heal of ${cut.node} two incarnations of ${member.pod} ran at once`;
      const shown = [...overlaps.relation(before, life).evidence];
      violation(others.length > 0 ? `${says}, and more than once` : says, [...evidence, ...shown]);
    } else if (stop && clocks.order(member.gone, stop) === 'before') {
      violation(`${member.pod} was removed while it still ran`, [...evidence, stop]);
    } else if (gap) {
      blind(`how ${member.pod} was succeeded after the heal`, gap);
    } else if (relation.is === 'unsure' || !stop) {
      doubt(`${member.pod} was succeeded, and it is unsure ${relation.why}`, relation.evidence);
    } else {
      trial();
    }
  }
  return findings();
}

function lastStop({ runs }: Life) {
  return runs.every(({ stop }) => stop !== null) ? (runs.at(-1)?.stop ?? null) : null;
}

function isStillWanted(history: History, setUid: string, ordinal: number): boolean {
  const sets: readonly SetTimeline[] = setTimelinesOf(history);
  const set = sets.find(({ uid }) => uid === setUid);
  const last = set?.states.at(-1);
  if (!last) return incarnationsOf(history).some((member) => member.ordinal === ordinal);
  return !set?.gone && isWanted(last, ordinal);
}
