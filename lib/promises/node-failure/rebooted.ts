import { clocksOf } from '../../model/clocks.ts';
import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { spellsOf } from '../../model/history-faults.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { incarnationsOf, type PodEntry, stateAt } from '../../model/timeline.ts';
import { livesBySlot } from '../../model/timeline-lives.ts';
import { isWell, leavingOf } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { type WhyGone, whyGoneIn } from '../why-gone.ts';
import { askedByUser } from './called-dead.ts';

/** Patience with nodes is what keeps a power cut of a minute from becoming a reshuffle. */
export const rebootsKeepMembers: StatefulPromise = {
  id: 'SS-NOD-007',
  level: 'SHOULD',
  statement:
    'A member whose node is away for less time than it tolerates SHOULD start again there as the ' +
    'same pod',
  source: SOURCES.taints,
  since: 'all',
  check: checkReboots,
};

/** What a set does of its own accord, whatever becomes of its nodes. */
const MEANT: readonly (WhyGone | null)[] = ['condemned', 'set deleted', 'update'];

const PATIENCE = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

function checkReboots(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const reboots = spellsOf(history, ({ fault }) => fault === 'reboot-node');
  if (reboots.length === 0) return findings();
  const gaps = gapsOf(history);
  const clocks = clocksOf(history);
  const users = askedByUser(history);
  const why = whyGoneIn(history);
  const lives = new Map([...livesBySlot(history).values()].flat().map((life) => [life.uid, life]));
  for (const { node, inForce } of reboots) {
    for (const member of incarnationsOf(history)) {
      const { uid, pod, states } = member;
      const runs = lives.get(uid)?.runs ?? [];
      const off = runs.findLast(({ stop }) => stop && clocks.order(stop, inForce) === 'before');
      const went = off?.stop ?? null;
      const at = went && clocks.moment(went);
      const then = at && stateAt(states, at.latest);
      if (!went || !then || then.node !== node || !isWell(then)) continue;
      // Whoever watches the runtime may have been late, and then finds what had started already.
      const up = runs.find(({ seen }) => clocks.order(went, seen) === 'before')?.seen;
      const risen = up ? clocks.moment(up) : null;
      const ready = risen && states.find((state) => state.at >= risen.earliest && isWell(state));
      const leaving = leavingOf(member);
      const isGivenUp = leaving !== null && (!risen || leaving.at < risen.earliest);
      const isMeant = users.has(uid) || MEANT.includes(why(member));
      if (isGivenUp && (isMeant || outlasted(history, node, then, leaving))) continue;
      const evidence = [then, inForce, up, leaving];
      const to = ready ?? (isGivenUp ? leaving : inForce);
      const gap = gaps.over({ on: ['pod', 'node', 'runtime'], at: [node], from: went, to });
      if (gap) blind(`what became of ${pod} on ${node}`, gap);
      else if (isGivenUp) violation(`${pod} was given up before ${node} was back`, evidence);
      else if (up && ready) trial();
      else doubt(`the history does not show ${pod} start again on ${node}`, evidence);
    }
  }
  return findings();
}

/** Whether a node had been called away for as long as a member that was on it puts up with. */
function outlasted(
  history: History,
  node: string | null,
  { tolerations }: PodEntry,
  leaving: PodEntry,
): boolean {
  const states = entriesOf(history, 'node').filter((state) => state.name === node);
  const known = states.filter(({ at }) => at <= leaving.at);
  const well = known.findLastIndex((state) => !isCalledAway(state));
  const since = known[well + 1];
  if (!since) return false;
  const seconds = tolerations
    .filter(({ key }) => PATIENCE.includes(key))
    .map((toleration) => toleration.seconds ?? Number.POSITIVE_INFINITY);
  const patienceMs = seconds.length === 0 ? 0 : Math.min(...seconds) * 1000;
  return leaving.at - since.at >= patienceMs - SLACK.watchLagMs;
}

function isCalledAway({ taints }: EntryOf<'node'>): boolean {
  return taints.some((taint) => PATIENCE.some((key) => taint.startsWith(`${key}:NoExecute`)));
}
