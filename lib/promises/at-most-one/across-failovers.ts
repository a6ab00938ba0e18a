import { clocksOf } from '../../model/clocks.ts';
import type { History } from '../../model/entry.ts';
import { endOf, entriesOf } from '../../model/history.ts';
import { ledgerOf, type Spell } from '../../model/history-faults.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Finding, Findings, StatefulPromise } from '../../model/promise.ts';
import type { SetTimeline } from '../../model/timeline.ts';
import { livesBySlot } from '../../model/timeline-lives.ts';
import { overlapsOf } from '../../model/timeline-overlaps.ts';
import { controllerDeletions } from '../control-plane/controller-deletions.ts';
import { failoversOf } from '../control-plane/failover.ts';
import { lookedAroundAt } from '../control-plane/looked-around.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { ranTwice } from './at-most-one.ts';

/**
 * A new leader begins with an empty memory, and an old one may wake up with a stale one. Either
 * could take a member for missing that is there, or for old that is new.
 *
 * Judged from the moment at which the controller was proved to be away until it has been back for
 * long enough to have looked around, whatever it had been in the middle of.
 */
export const oneThroughFailovers: StatefulPromise = {
  id: 'SS-AMO-010',
  level: 'MUST',
  statement:
    'A failover of the controller MUST NOT bring up a second incarnation, nor end a Ready member ' +
    'that is wanted and up to date',
  source: SOURCES.control,
  since: '1.5+',
  check: checkFailovers,
};

function checkFailovers(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  const end = endOf(history);
  const isAudited = entriesOf(history, 'audit').length > 0;
  for (const { spell, set } of failoversOf(history)) {
    const { inForce, undone } = spell;
    const until = undone ? undone.at + SLACK.failoverMs : end;
    const window = { history, set, from: inForce.at, to: Math.min(until, end) };
    const [twice] = doubles(window);
    const [needless] = needlessDeletions(window);
    const gap = gaps.over({
      ...{ on: ['pod', 'runtime', 'audit'], from: inForce },
      to: { clock: inForce.clock, at: window.to },
    });
    if (twice) violation(twice.says, [inForce, ...twice.evidence]);
    else if (needless) violation(needless.says, [inForce, ...needless.evidence]);
    else if (!isAudited) continue;
    else if (gap) blind(`what a failover made of ${set.name}`, gap);
    else if (lookedAroundAt(history, set, spell) <= end) trial();
    else doubt(`nothing shows the controller back at work on ${set.name}`, evidenceOf(spell));
  }
  return findings();
}

function evidenceOf({ inForce, undone }: Spell) {
  return [inForce, undone];
}

interface Window {
  readonly history: History;
  readonly set: SetTimeline;
  readonly from: number;
  readonly to: number;
}

/** Members whose successor began in the window, while they ran and nobody had vouched for them. */
function doubles({ history, set, from, to }: Window): readonly Finding[] {
  const clocks = clocksOf(history);
  const overlaps = overlapsOf(history);
  const ledger = ledgerOf(history);
  return [...livesBySlot(history).values()].flatMap((lives) =>
    lives.flatMap((newer, place) => {
      const [run] = newer.runs;
      const began = run?.start ? clocks.moment(run.start) : null;
      const isMeant = newer.set === set.name && began !== null;
      if (!isMeant || began.latest < from || began.earliest > to) return [];
      return lives.slice(0, place).flatMap((older) => {
        const relation = overlaps.relation(older, newer);
        const isExcused = ledger.excuse(['SS-AMO-001'], [older.uid, newer.uid]) !== null;
        if (relation.is !== 'together' || isExcused) return [];
        const says = `across a failover of the controller ${ranTwice(older, newer, relation)}`;
        return [{ says, evidence: relation.evidence }];
      });
    }),
  );
}

function needlessDeletions({ history, set, from, to }: Window): readonly Finding[] {
  return controllerDeletions(history).flatMap(({ audit, member, moment, before, reason }) => {
    const isMeant = member.setUid === set.uid && moment.latest >= from && moment.earliest <= to;
    if (!isMeant || reason !== null) return [];
    const says = `across a failover the controller deleted ${member.pod}, which was Ready, wanted`;
    return [{ says: `${says} and up to date`, evidence: before ? [before, audit] : [audit] }];
  });
}
