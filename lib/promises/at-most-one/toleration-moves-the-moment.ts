import type { EntryOf, History } from '../../model/entry.ts';
import { endOf, entriesOf } from '../../model/history.ts';
import { begunAt, ledgerOf } from '../../model/history-faults.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import type { Incarnation } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { cutOffMembers } from './split-members.ts';

const UNREACHABLE = 'node.kubernetes.io/unreachable';

/**
 * Users shorten this to be back sooner after a node is lost, and are not: the member is asked to go
 * sooner, and is then waited for as long as ever.
 */
export const tolerationMovesTheMoment: StatefulPromise = {
  id: 'SS-AMO-013',
  level: 'INFORMATIONAL',
  statement:
    'The seconds for which a member tolerates a lost node MAY move the moment at which it is ' +
    'asked to go, and never get it replaced',
  source: SOURCES.taints,
  since: 'all',
  check: checkMoment,
};

function checkMoment(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const ledger = ledgerOf(history);
  const requests = entriesOf(history, 'request');
  for (const one of cutOffMembers(history, endOf(history))) {
    const { cut, member, deleting, successor } = one;
    const tainted = taintOf(history, cut.node, begunAt(history, cut), one.until);
    const seconds = tolerationOf(member);
    const wasAsked = requests.some(({ uid, at, verb }) => {
      return (
        ['delete', 'evict'].includes(verb) && uid === member.uid && deleting && at < deleting.at
      );
    });
    if (!tainted || !deleting || seconds === null || wasAsked) continue;
    const after = (deleting.at - tainted.at) / 1000;
    const gap = gaps.over({ on: ['pod', 'node'], from: cut.inForce, to: deleting });
    const evidence = [tainted, deleting, successor?.first];
    const excuse = ledger.excuse(['SS-AMO-001', 'SS-AMO-002'], [member.uid]);
    if (gap) blind(`when ${member.pod} was asked to go`, gap);
    else if (after < seconds - SLACK.watchLagMs / 1000) {
      const says = `${member.pod} tolerates ${seconds} s and was asked to go after`;
      violation(`${says} ${after.toFixed(1)} s`, evidence);
    } else if (after > seconds + SLACK.nodeNewsMs / 1000) {
      violation(`${member.pod} tolerates ${seconds} s and stayed ${Math.round(after)} s`, evidence);
    } else if (successor && !excuse) {
      violation(`${member.pod} was replaced because it was asked to go`, evidence);
    } else if (!successor) trial();
  }
  return findings();
}

function taintOf(history: History, node: string, from: number, to: number) {
  return (
    entriesOf(history, 'node').find(
      (entry): entry is EntryOf<'node'> =>
        entry.name === node &&
        entry.at >= from &&
        entry.at <= to &&
        entry.taints.some((taint) => taint.startsWith(UNREACHABLE) && taint.endsWith('NoExecute')),
    ) ?? null
  );
}

function tolerationOf({ first }: Incarnation): number | null {
  return first.tolerations.find(({ key }) => key === UNREACHABLE)?.seconds ?? null;
}
