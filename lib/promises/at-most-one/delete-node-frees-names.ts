import { clocksOf } from '../../model/clocks.ts';
import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { cutsOf } from '../../model/history-faults.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { StatefulPromise } from '../../model/promise.ts';
import { type Incarnation, incarnationsOf } from '../../model/timeline.ts';
import { lifeOf } from '../../model/timeline-lives.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { type Tally, tally } from '../tally.ts';

const COLLECTED = 'DeletionByPodGC';

/**
 * To the cluster a node without an object is a node that never was, and pods on it are litter.
 * Whoever deletes the object of a node that still runs frees the names of members that still run.
 *
 * Held when a member was collected and ran on; violated, which means changed, when its name was
 * still taken long after the collector must have come by and nobody had registered the node again.
 */
export const deleteNodeFreesNames: StatefulPromise = {
  id: 'SS-AMO-009',
  level: 'INFORMATIONAL',
  statement:
    'The deletion of a Node object MAY free the names of its members by force, some time after, ' +
    'although they still run there',
  source: SOURCES.forceDelete,
  since: 'all',
  check(history) {
    const on = tally();
    const members = incarnationsOf(history);
    for (const blow of entriesOf(history, 'fault')) {
      if (blow.fault !== 'delete-node' || blow.phase !== 'struck') continue;
      for (const member of members.filter(({ uid }) => blow.podUids.includes(uid))) {
        judge(history, blow, member, on);
      }
    }
    return on.findings();
  },
};

function judge(
  history: History,
  blow: EntryOf<'fault'>,
  member: Incarnation,
  { trial, excused, violation, blind, doubt }: Tally,
): void {
  const cut = cutsOf(history).find(
    ({ node, inForce, end }) =>
      node === member.node && inForce.at <= blow.at && (end === null || end.at > blow.at),
  );
  // A node that is registered again at once keeps what runs on it.
  if (!cut) return;
  const end = { clock: blow.clock, at: cut.end?.at ?? Number.POSITIVE_INFINITY };
  const late = { clock: blow.clock, at: blow.at + SLACK.collectedMs };
  const { gone, states, pod } = member;
  const until = gone && gone.at < late.at ? gone : late;
  const gap = gapsOf(history).over({ on: ['pod', 'runtime'], from: blow, to: until });
  if (gap) {
    blind(`whether ${pod} was freed`, gap);
  } else if (gone && gone.at <= end.at) {
    const isCollected = states.some(({ disruption }) => disruption === COLLECTED);
    const says = `${pod} was collected while it ran on, on a node without an object`;
    if (!isCollected) doubt(`${pod} was removed by somebody else`, [blow, gone]);
    else if (!ranAt(history, member.uid, gone)) doubt(`${pod} no longer ran`, [blow, gone]);
    else {
      trial();
      excused(`${says}; ${blow.says}`, [blow, gone]);
    }
  } else if (late.at <= end.at && ranAt(history, member.uid, late)) {
    const seconds = SLACK.collectedMs / 1000;
    const says = `${pod} still had its name ${seconds} s after its node was deleted`;
    violation(says, [blow, member.last]);
  }
}

/** By its node's runtime or its own lines, after a moment. */
function ranAt(history: History, uid: string, moment: { clock: string; at: number }): boolean {
  const clocks = clocksOf(history);
  const life = lifeOf(history, uid);
  return (
    life !== null &&
    (life.lines.some((line) => clocks.order(moment, line) === 'before') ||
      life.runs.some(({ stop }) => stop === null || clocks.order(moment, stop) === 'before'))
  );
}
