import type { History } from '../../model/entry.ts';
import { entriesOf, pairsOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { incarnationsOf, type PodEntry } from '../../model/timeline.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { whyGoneIn } from '../why-gone.ts';

/**
 * A process that dies is no member lost: the node starts it again where it was, with its address
 * and its volumes, and the set's controller has no part in it.
 *
 * A node that was started again gives its pods new sandboxes, and with them new addresses: that is
 * no crash of a container, and not judged.
 */
export const crashInPlace: StatefulPromise = {
  id: 'SS-IDN-012',
  level: 'MUST',
  statement:
    'A container that crashes MUST be started again in its pod, which keeps its uid, node and ' +
    'address, and the controller deletes nothing for it',
  source: SOURCES.podLifecycle,
  since: 'all',
  check: checkCrash,
};

function checkCrash(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const whyGone = whyGoneIn(history);
  const sandboxes = new Map<string, number>();
  for (const { name, op, podUid } of entriesOf(history, 'runtime')) {
    if (name === 'POD' && op !== 'stopped') sandboxes.set(podUid, (sandboxes.get(podUid) ?? 0) + 1);
  }
  for (const member of incarnationsOf(history)) {
    if ((sandboxes.get(member.uid) ?? 0) > 1) continue;
    for (const [before, after] of pairsOf(member.states)) {
      if (restarts(after) <= restarts(before) || after.deleting) continue;
      const back = member.states.find((state) => state.rv >= after.rv && state.ready) ?? null;
      const leaving = member.deleting ?? member.gone;
      const to = back ?? leaving ?? after;
      const gap = gaps.over({ on: ['pod', 'set'], from: before, to });
      if (gap) {
        blind(`how ${member.pod} came back from a crash`, gap);
        continue;
      }
      const gone = !back && whyGone(member) === 'none' ? leaving : null;
      if (!back && !gone) continue;
      trial();
      if (gone) {
        violation(`${member.pod} was deleted for the crash of a container`, [after, gone]);
      } else if (back && (back.ip !== before.ip || back.node !== before.node)) {
        const was = `${before.ip ?? 'no address'} on ${before.node ?? 'no node'}`;
        violation(`${member.pod} was at ${was} and came back elsewhere`, [before, back]);
      }
    }
  }
  return findings();
}

function restarts({ containers }: PodEntry): number {
  return containers.reduce((sum, container) => sum + container.restarts, 0);
}
