import { clocksOf } from '../../model/clocks.ts';
import type { History } from '../../model/entry.ts';
import { groupBy, pairsOf } from '../../model/history.ts';
import { ledgerOf } from '../../model/history-faults.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { linesOf, type VolumeLine } from '../../model/timeline-volumes.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * A broker id, a node id, a server number: software derives them from the ordinal, and two
 * processes with one id are a split brain.
 *
 * Judged from what members wrote under the name they gave themselves, on whatever volume. What the
 * ledger says an operator forced is excused.
 */
export const memberIdsUnique: StatefulPromise = {
  id: 'SS-APP-002',
  level: 'MUST',
  statement: 'No two processes MUST ever act under one member’s name at once',
  source: SOURCES.identity,
  since: '1.9',
  check: checkIds,
};

const EXCUSED_WITH = ['SS-APP-002', 'SS-AMO-001', 'SS-AMO-012'];

function checkIds(history: History): Findings {
  const { trial, violation, doubt, excused, blind, findings } = tally();
  const clocks = clocksOf(history);
  const gaps = gapsOf(history);
  const ledger = ledgerOf(history);
  for (const [name, lines] of groupBy(
    linesOf(history),
    ({ set, hostname }) => `${set} ${hostname}`,
  )) {
    const writers = [...groupBy(lines, ({ uid }) => uid).values()].map(lifeOfWriter);
    for (const [one, other] of pairsOf(writers)) {
      const [first, second] =
        clocks.order(one.from, other.from) === 'after' ? [other, one] : [one, other];
      const overlap =
        clocks.order(second.from, first.to) === 'before' &&
        clocks.order(first.from, second.to) === 'before';
      const says = `${name.split(' ')[1]} was two processes at once`;
      const evidence = [second.from, first.to];
      const excuse = ledger.excuse(EXCUSED_WITH, [first.from.uid, second.from.uid]);
      const gap = gaps.over({
        on: ['beat', 'epoch'],
        at: [first.to.claim, second.from.claim],
        ...{ from: first.to, to: second.from },
      });
      if (overlap && excuse) excused(`${says}; ${excuse.says}`, [...evidence, excuse]);
      else if (overlap) violation(says, evidence);
      else if (gap) blind(`who acted as ${name.split(' ')[1]}`, gap);
      else if (clocks.order(first.to, second.from) === 'before') trial();
      else doubt(`the clocks leave open whether ${says}`, evidence);
    }
  }
  return findings();
}

function lifeOfWriter(lines: readonly VolumeLine[]) {
  const [from] = lines;
  const to = lines.at(-1);
  if (!from || !to) throw new RangeError('a group of lines is never empty');
  return { from, to };
}
