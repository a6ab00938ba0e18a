import { clocksOf } from '../../model/clocks.ts';
import type { History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { ledgerOf } from '../../model/history-faults.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type Incarnation, incarnationsOf, successionsOf } from '../../model/timeline.ts';
import { livesBySlot } from '../../model/timeline-lives.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * While the object is there, so may be the process. This is what at most one stands on.
 *
 * Judged on nodes that nobody hurts, from their own runtimes. That volumes are unmounted and the
 * pod's cgroup is gone by then is part of the promise, and no witness of ours sees it.
 */
export const goneAfterItsContainers: StatefulPromise = {
  id: 'SS-TRM-003',
  level: 'MUST',
  statement:
    'On a healthy node a pod MUST be removed from the API only after its containers have stopped',
  source: SOURCES.podTermination,
  since: 'terminal-phase rule 1.27+',
  check: checkGoneAfter,
};

/** A name is given away once at a time. Names make this nearly certain, and watches show it. */
export const successorAfterRemoval: StatefulPromise = {
  id: 'SS-TRM-004',
  level: 'MUST',
  statement: 'A replacement MUST NOT be created before its predecessor was removed from the API',
  source: SOURCES.forceDelete,
  since: '1.5+',
  check: checkSuccessor,
};

function checkGoneAfter(history: History): Findings {
  const { trial, violation, doubt, excused, blind, findings } = tally();
  const [clocks, gaps, ledger] = [clocksOf(history), gapsOf(history), ledgerOf(history)];
  const lives = new Map([...livesBySlot(history).values()].flat().map((life) => [life.uid, life]));
  // Blows fall on members; it is loans that nodes suffer from.
  const faults = entriesOf(history, 'fault').filter(({ phase }) => phase !== 'struck');
  const forced = entriesOf(history, 'request').filter(({ grace }) => grace === 0);
  for (const member of incarnationsOf(history)) {
    const { gone, node, pod, uid } = member;
    const runs = lives.get(uid)?.runs ?? [];
    if (!gone || runs.length === 0 || gone.gracePeriod === 0) continue;
    if (faults.some(({ params }) => params.node === node)) continue;
    const force =
      ledger.excuse(['SS-AMO-001', 'SS-AMO-005'], [uid]) ??
      forced.find((request) => request.uid === uid || request.name === pod);
    if (force) {
      excused(`${pod} was removed by force`, [force, gone]);
      continue;
    }
    const [first] = runs;
    const from = first?.seen ?? gone;
    const gap = gaps.over({ on: ['runtime', 'pod'], at: [node], from, to: gone });
    if (gap) {
      blind(`whether ${pod} still ran when it was removed`, gap);
      continue;
    }
    const late = runs.find(({ stop }) => !stop || clocks.order(gone, stop) === 'before');
    const unsure = runs.find(({ stop }) => stop && clocks.order(stop, gone) === 'unsure');
    if (late) {
      trial();
      const says = `${pod} was removed while ${late.name} still ran${why(member)}`;
      violation(says, [gone, late.seen, late.stop]);
    } else if (unsure) {
      doubt(`${pod} was removed about when ${unsure.name} stopped`, [gone, unsure.stop]);
    } else trial();
  }
  return findings();
}

/**
 * A deletion that comes while a pod is bound to its node is answered as if it had none: at once,
 * without a grace period that anybody asked to be 0.
 */
function why({ deleting, gone }: Incarnation): string {
  const isAtOnce = gone?.phase === 'Pending' && (deleting ?? gone).grace === 0;
  return isAtOnce ? ', for it was asked to go just when it was bound to its node' : '';
}

function checkSuccessor(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const [old, next] of successionsOf(history)) {
    if (!next.born) continue;
    const gap = gaps.over({ on: ['pod'], from: old.last, to: next.born });
    if (gap) {
      blind(`when ${old.pod} was removed`, gap);
      continue;
    }
    trial();
    if (isRemovedBefore(old, next.born.rv)) continue;
    violation(`${old.pod} was created anew before it was removed`, [old.last, next.born]);
  }
  return findings();
}

function isRemovedBefore({ gone }: Incarnation, rv: number): boolean {
  return gone !== null && gone.rv < rv;
}
