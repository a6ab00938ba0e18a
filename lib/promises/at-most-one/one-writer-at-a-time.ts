import { clocksOf } from '../../model/clocks.ts';
import type { History } from '../../model/entry.ts';
import { groupBy, pairsOf } from '../../model/history.ts';
import { cutsOf, ledgerOf } from '../../model/history-faults.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { linesOf, type VolumeLine } from '../../model/timeline-volumes.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * This is the same promise as at-most-one, seen from the disk: a volume on which two members wrote
 * by turns is a volume that no recovery can be trusted with.
 *
 * A succession counts where it could have gone wrong: between two nodes, or in a story with a
 * split. On a storage class that is bound to one node, a member that moves cannot take its volume
 * along, so there is less to try. What keeps two nodes from mounting one volume is not judged.
 */
export const oneWriterAtATime: StatefulPromise = {
  id: 'SS-AMO-012',
  level: 'MUST',
  statement: 'The lines that incarnations write on one volume MUST follow one another, never mix',
  source: SOURCES.storage,
  since: 'RWO+attach',
  check: checkWriters,
};

function checkWriters(history: History): Findings {
  const { trial, violation, excused, blind, findings } = tally();
  const [clocks, gaps, ledger] = [clocksOf(history), gapsOf(history), ledgerOf(history)];
  const wasSplit = cutsOf(history).length > 0;

  for (const [claim, lines] of groupBy(linesOf(history), (line) => line.claim)) {
    const writers = writersOf(lines);
    for (const [older, newer] of pairsOf(writers)) {
      const mixed = older.lines.filter((line) => {
        return (
          line.place > newer.first.place || clocks.order(line.line, newer.first.line) === 'after'
        );
      });
      const [back] = mixed;
      const excuse = ledger.excuse(['SS-AMO-012', 'SS-AMO-001'], [older.uid, newer.uid]);
      if (back) {
        const says =
          `two wrote on ${claim} by turns: ${older.uid} on ${older.last.line.node} wrote ` +
          `${mixed.length} lines after ${newer.uid} on ${newer.first.line.node} had begun`;
        const evidence = [older.first.line, newer.first.line, back.line];
        if (excuse) excused(`${says}; ${excuse.says}`, [...evidence, excuse]);
        else violation(says, evidence);
        continue;
      }
      const moved = older.last.line.node !== newer.first.line.node;
      if (excuse || !(moved || wasSplit)) continue;
      const gap = gaps.over({
        ...{ on: ['beat', 'epoch'], at: [claim, older.last.line.node, newer.first.line.node] },
        ...{ from: older.last.line, to: newer.first.line },
      });
      if (gap) blind(`who wrote on ${claim}`, gap);
      else trial();
    }
  }
  return findings();
}

interface Placed {
  readonly place: number;
  readonly line: VolumeLine;
}

interface Writer {
  readonly uid: string;
  readonly lines: readonly Placed[];
  readonly first: Placed;
  readonly last: Placed;
}

/** In the order in which each of them wrote for the first time. */
function writersOf(lines: readonly VolumeLine[]): readonly Writer[] {
  const placed = lines.map((line, place) => ({ place, line }));
  return [...groupBy(placed, ({ line }) => line.uid)].flatMap(([uid, own]) => {
    const [first] = own;
    const last = own.at(-1);
    return first && last ? [{ uid, lines: own, first, last }] : [];
  });
}
