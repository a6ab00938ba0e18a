import type { EntryOf, History } from '../../model/entry.ts';
import { endOf, entriesOf, groupBy } from '../../model/history.ts';
import { ledgerOf, spellsOf } from '../../model/history-faults.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  incarnationsOf,
  isWanted,
  setTimelinesOf,
  stateAt,
} from '../../model/timeline.ts';
import { livesBySlot } from '../../model/timeline-lives.ts';
import { overlapsOf } from '../../model/timeline-overlaps.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { type CalledDead, calledDead, tolerates } from './called-dead.ts';

/** What many expect of a cluster, and what it must not do: a dead node looks like a silent one. */
export const deadNodesKeepNames: StatefulPromise = {
  id: 'SS-AMO-004',
  level: 'MUST',
  statement:
    'A member on a node without power MUST be marked for deletion, stay so, and not be replaced ' +
    'until somebody vouches for its death',
  source: SOURCES.nodes,
  since: '1.5+',
  check: checkKept,
};

/** An operator's word is enough: then the dead are cleared away, and their names are free. */
export const fencedMembersMoveOn: StatefulPromise = {
  id: 'SS-NOD-001',
  level: 'MUST',
  statement:
    'Members on a node that is not Ready and called out of service MUST be removed by force soon ' +
    'after, and be replaced elsewhere',
  source: SOURCES.nodeFailure,
  since: '1.24 alpha, 1.26 beta, 1.28 GA',
  check: checkFenced,
};

/** A node that comes back finds its members running elsewhere under their names. */
export const theFencedStayDead: StatefulPromise = {
  id: 'SS-NOD-005',
  level: 'MUST',
  statement:
    'When a node that was called out of service comes back, what it had run of those who were ' +
    'replaced MUST NOT run again',
  source: SOURCES.nodeFailure,
  since: '1.28 GA',
  check: checkStayDead,
};

function isPower({ fault }: EntryOf<'fault'>): boolean {
  return fault === 'node-off';
}

function checkKept(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const members = incarnationsOf(history);
  const ledger = ledgerOf(history);
  const called = calledDead(history);
  for (const { node, inForce, end } of spellsOf(history, isPower)) {
    const vouched = called.find((one) => one.node === node && one.from > inForce.at);
    const until = Math.min(end?.at ?? endOf(history), vouched?.from ?? Number.POSITIVE_INFINITY);
    const to = { clock: inForce.clock, at: until };
    for (const member of members) {
      const then = stateAt(member.states, inForce.at);
      const { uid, pod, deleting, gone } = member;
      const wasThere = then?.node === node && then.op !== 'deleted' && !then.deleting;
      if (!then || !wasThere || ledger.excuse(['SS-AMO-001'], [uid])) continue;
      const successor = members.find(
        (other) => other.pod === pod && other.setUid === member.setUid && other.first.rv > then.rv,
      );
      const evidence = [inForce, deleting, gone, successor?.first];
      const gap = gaps.over({ on: ['pod'], from: inForce, to });
      if ((gone && gone.at < until) || (successor && successor.first.at < until)) {
        violation(`${pod} was given up while ${node} had no power and nobody vouched`, evidence);
      } else if (gap) blind(`whether ${pod} kept its name while ${node} had no power`, gap);
      else if (deleting && until - deleting.at >= (deleting.grace ?? 30) * 1000) trial();
    }
  }
  return findings();
}

/** Nodes that were not Ready when they were called dead, with the members that were theirs. */
export function fencesOf(history: History) {
  const nodes = groupBy(entriesOf(history, 'node'), ({ name }) => name);
  return calledDead(history).flatMap((spell) => {
    const said = stateAt(nodes.get(spell.node) ?? [], spell.from)?.ready ?? 'True';
    return said === 'True' ? [] : [{ spell, members: membersLeft(history, spell) }];
  });
}

function membersLeft(history: History, { node, from }: CalledDead): readonly Incarnation[] {
  const sets = setTimelinesOf(history);
  return incarnationsOf(history).filter(({ states, setUid, ordinal }) => {
    const then = stateAt(states, from);
    const spec = stateAt(sets.find(({ uid }) => uid === setUid)?.states ?? [], from);
    const isThere = then?.node === node && then.op !== 'deleted' && !tolerates(then);
    return isThere && spec !== null && isWanted(spec, ordinal);
  });
}

function checkFenced(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  const all = incarnationsOf(history);
  for (const { spell, members } of fencesOf(history)) {
    const due = spell.inForce.at + SLACK.podRoundMs;
    for (const { pod, setUid, gone, first, last } of members) {
      const heir = all.find(
        (other) => other.pod === pod && other.setUid === setUid && other.first.rv > first.rv,
      );
      const ready = heir?.states.find((state) => state.ready);
      const evidence = [spell.inForce, last, heir?.first];
      const to = { clock: spell.inForce.clock, at: Math.min(due, spell.until) };
      const gap = gaps.over({ on: ['pod'], from: spell.inForce, to });
      const isLate = gone === null || gone.at > due;
      if (gap) blind(`what became of ${pod} after ${spell.node} was called dead`, gap);
      else if (isLate && spell.until > due) {
        violation(`${pod} was left on ${spell.node}, which was called dead`, evidence);
      } else if (isLate) continue;
      else if (ready?.node === spell.node) {
        violation(`${pod} was replaced on ${spell.node} itself`, evidence);
      } else if (ready) trial();
      else doubt(`the history does not show who took the place of ${pod}`, evidence);
    }
  }
  return findings();
}

function checkStayDead(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const overlaps = overlapsOf(history);
  const lives = livesBySlot(history);
  const nodes = groupBy(entriesOf(history, 'node'), ({ name }) => name);
  for (const { spell, members } of fencesOf(history)) {
    const states = nodes.get(spell.node) ?? [];
    const back = states.find(({ at, ready }) => at > spell.inForce.at && ready === 'True');
    if (!back) continue;
    const end = { clock: back.clock, at: endOf(history) };
    for (const { uid, pod, gone } of members) {
      const own = lives.get(pod) ?? [];
      const old = own.find((life) => life.uid === uid);
      const heir = own.find((life) => life.uid !== uid && life.runs.some(({ start }) => start));
      if (!gone || gone.at > back.at || !old || !heir) continue;
      const relation = overlaps.relation(old, heir);
      const gap = gaps.over({ on: ['runtime'], at: [spell.node], from: back, to: end });
      if (relation.is === 'together') {
        const says = `the old ${pod} ran beside its successor after ${spell.node} was back`;
        violation(says, [gone, back, ...relation.evidence]);
      } else if (gap) blind(`what ran on ${spell.node} when it was back`, gap);
      else if (end.at >= begunAgainAt(history, spell.node, back.at)) trial();
    }
  }
  return findings();
}

/**
 * A kubelet begins with its own list of pods, and needs seconds to learn what is no more. That it
 * brought up a pod which was made afterwards says so; where there is none, time has to.
 */
function begunAgainAt(history: History, node: string, from: number): number {
  const pods = groupBy(entriesOf(history, 'pod'), ({ uid }) => uid);
  const served = [...pods.values()].flatMap(([first, ...states]) => {
    const ready = states.find((state) => state.node === node && state.ready);
    return first?.op === 'added' && first.at > from && ready ? [ready.at] : [];
  });
  return Math.min(from + SLACK.failoverMs, ...served.map((at) => at + SLACK.controllerLagMs));
}
