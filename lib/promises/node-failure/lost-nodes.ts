import type { EntryOf, History } from '../../model/entry.ts';
import { endOf, entriesOf, groupBy, stepsOf } from '../../model/history.ts';
import { cutsOf } from '../../model/history-faults.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { setTimelinesOf, stateAt } from '../../model/timeline.ts';
import { cutOffMembers } from '../at-most-one/split-members.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/** Clients are sent to whoever is called Ready: a member that nobody can hear should not be. */
export const lostMembersAreUnready: StatefulPromise = {
  id: 'SS-NOD-006',
  level: 'SHOULD',
  statement:
    'Soon after a node is lost its members SHOULD be called unready, leave their endpoints, and ' +
    'no longer be counted',
  source: SOURCES.nodes,
  since: '50 s default since ≈1.32 (40 s before)',
  check: checkUnready,
};

/** Even on its way out of the API a member keeps its grace: the node may be back in time. */
export const evictionKeepsGrace: StatefulPromise = {
  id: 'SS-NOD-012',
  level: 'SHOULD',
  statement:
    'A member that a taint evicts SHOULD be granted its own grace period, and say that a taint ' +
    'evicts it',
  source: SOURCES.podConditions,
  since: '1.26+',
  check: checkGrace,
};

function checkUnready(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const boundMs = noticedWithinMs(history);
  if (boundMs === null) return findings();
  const slices = groupBy(entriesOf(history, 'slice'), ({ uid }) => uid);
  const sets = setTimelinesOf(history);
  for (const { cut, member, until } of cutOffMembers(history, endOf(history))) {
    // A split that ends before its time is up still shows what was kept early.
    const limit = { clock: cut.inForce.clock, at: cut.inForce.at + boundMs };
    const early = limit.at > until;
    const due = early ? { ...limit, at: until } : limit;
    const state = stateAt(member.states, due.at);
    if (!state || state.op === 'deleted') continue;
    const published = [...slices.values()]
      .map((states) => stateAt(states, due.at))
      .find((slice) => slice && slice.op !== 'deleted' && isPublished(slice, member.uid));
    const set = sets.find(({ uid }) => uid === member.setUid);
    const counted = set ? stateAt(set.states, due.at) : null;
    const tooMany = counted && counted.status.ready >= counted.replicas;
    if (early && (state.ready || published || tooMany)) continue;
    const gap = gaps.over({ on: ['pod', 'slice', 'set'], from: cut.inForce, to: due });
    const when = `${Math.round(boundMs / 1000)} s after ${cut.node} was lost`;
    if (gap) blind(`what was said of ${member.pod} after ${cut.node} was lost`, gap);
    else if (state.ready) violation(`${member.pod} was Ready ${when}`, [cut.inForce, state]);
    else if (published) {
      violation(`${member.pod} was among the endpoints ${when}`, [cut.inForce, published]);
    } else if (tooMany) {
      violation(`${member.pod} was counted as Ready ${when}`, [cut.inForce, counted]);
    } else trial();
  }
  return findings();
}

function isPublished({ endpoints }: EntryOf<'slice'>, uid: string): boolean {
  return endpoints.some(({ podUid, ready }) => podUid === uid && ready);
}

/** The cluster's own patience, its pace, and what a loaded host needs; null if nobody said. */
function noticedWithinMs(history: History): number | null {
  const timers = stepsOf(history, 'subject')[0]?.facts.timers;
  const facts = (timers as { facts?: Readonly<Record<string, unknown>> } | undefined)?.facts ?? {};
  const { nodeMonitorGraceSeconds: grace, nodeMonitorPeriodSeconds: pace } = facts;
  if (typeof grace !== 'number') return null;
  return (grace + (typeof pace === 'number' ? pace : 0)) * 1000 + SLACK.nodeNewsMs;
}

function checkGrace(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const requests = entriesOf(history, 'request');
  const cuts = cutsOf(history);
  for (const { member, deleting } of cutOffMembers(history, endOf(history))) {
    const asked = requests.some(({ uid, at, verb }) => {
      return (
        ['delete', 'evict'].includes(verb) && uid === member.uid && deleting && at <= deleting.at
      );
    });
    // Histories that did not keep what the template asks for did not keep the condition either.
    if (!deleting || asked || deleting.gracePeriod === null) continue;
    const cut = cuts.find(({ node }) => node === member.node);
    const gap = gaps.over({ on: ['pod'], from: cut?.inForce ?? deleting, to: deleting });
    const { grace, gracePeriod, disruption, name } = deleting;
    if (gap) blind(`how ${name} was evicted`, gap);
    else if (grace !== gracePeriod) {
      violation(`${name} was granted ${grace} s of its ${gracePeriod} s`, [cut?.inForce, deleting]);
    } else if (disruption !== 'DeletionByTaintManager') {
      violation(`${name} was evicted by a taint, and said ${disruption ?? 'nothing'}`, [deleting]);
    } else trial();
  }
  return findings();
}
