import { clocksOf } from '../../model/clocks.ts';
import type { EntryOf, History } from '../../model/entry.ts';
import { endOf, entriesOf, groupBy } from '../../model/history.ts';
import { isPodDeletion } from '../../model/history-deletions.ts';
import { type Spell, spellsOf } from '../../model/history-faults.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  incarnationsOf,
  type PodEntry,
  stateAt,
  statesDuring,
} from '../../model/timeline.ts';
import { lifeOf } from '../../model/timeline-lives.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * An operator may be wrong about a node. While its kubelet answers, the members on it are asked to
 * go like anybody else, and their names are kept until they have gone.
 */
export const livingNodesEvictGently: StatefulPromise = {
  id: 'SS-NOD-003',
  level: 'MUST',
  statement:
    'A member on a Ready node that is called out of service MUST be given its grace period, and ' +
    'not be removed while it runs',
  source: SOURCES.nodeFailure,
  since: '1.28 GA',
  check: checkGentle,
};

/** Who is told to put up with it may stay, whatever the operator says of the node. */
export const tolerantMembersStay: StatefulPromise = {
  id: 'SS-NOD-004',
  level: 'MUST',
  statement: 'A member that tolerates the out-of-service taint MUST NOT be evicted by it',
  source: SOURCES.nodeFailure,
  since: '1.28 GA',
  check: checkTolerant,
};

export const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service';

/** A node that was called dead, from the first try to the end of the proof. */
export interface CalledDead extends Spell {
  readonly node: string;
  readonly from: number;
  readonly until: number;
}

export function calledDead(history: History): readonly CalledDead[] {
  const isMeant = ({ fault }: EntryOf<'fault'>) => fault === 'out-of-service';
  const begun = entriesOf(history, 'fault').filter(
    (entry) => isMeant(entry) && entry.phase === 'injecting',
  );
  return spellsOf(history, isMeant).flatMap((spell) => {
    const { node, inForce, end } = spell;
    if (node === null) return [];
    const own = begun.filter(({ at, params }) => at <= inForce.at && params.node === node);
    const from = own.at(-1)?.at ?? inForce.at;
    return [{ ...spell, node, from, until: end?.at ?? endOf(history) }];
  });
}

/** Members that ran on the node when it was first called dead. */
export function membersOn(history: History, { node, from }: CalledDead): readonly Incarnation[] {
  return incarnationsOf(history).filter(({ states }) => {
    const then = stateAt(states, from);
    return then?.node === node && then.phase === 'Running' && !then.deleting;
  });
}

export function tolerates(state: PodEntry): boolean {
  return state.tolerations.some(
    ({ key, effect }) => ['', OUT_OF_SERVICE].includes(key) && ['', 'NoExecute'].includes(effect),
  );
}

/** What its node was said to be, all the while. */
function readiness(history: History, { node, from, until }: CalledDead): ReadonlySet<string> {
  const states = groupBy(entriesOf(history, 'node'), ({ name }) => name).get(node) ?? [];
  return new Set(statesDuring(states, from, until).map(({ ready }) => ready));
}

function checkGentle(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const [clocks, gaps, users] = [clocksOf(history), gapsOf(history), askedByUser(history)];
  for (const spell of calledDead(history)) {
    const said = readiness(history, spell);
    if (said.size !== 1 || !said.has('True')) continue;
    for (const { uid, pod, deleting, gone, node, states } of membersOn(history, spell)) {
      const isAsked = deleting && deleting.at >= spell.from && deleting.at <= spell.until;
      if (!isAsked || users.has(uid) || deleting.gracePeriod === null) continue;
      const { grace, gracePeriod } = deleting;
      const forced = states.find((state) => state.deleting && state.grace === 0 && !isOver(state));
      const stop = lifeOf(history, uid)?.runs.at(-1)?.stop ?? null;
      const evidence = [spell.inForce, deleting, gone, stop];
      const gap = gaps.over({
        ...{ on: ['pod', 'runtime'], at: node ? [node] : [], from: deleting },
        to: gone ?? { clock: deleting.clock, at: spell.until },
      });
      if (grace !== gracePeriod) {
        violation(
          `${pod} was granted ${grace} s of its ${gracePeriod} s on a Ready node`,
          evidence,
        );
      } else if (gone && stop && clocks.order(gone, stop) === 'before') {
        violation(`${pod} was removed from a Ready node while it ran`, [...evidence, forced]);
      } else if (gap) blind(`how ${pod} left ${spell.node}`, gap);
      else if (gone && stop) trial();
      else doubt(`the history does not show how ${pod} left ${spell.node}`, evidence);
    }
  }
  return findings();
}

function isOver({ phase }: PodEntry): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

/** Pods that a user asked to go: no taint and no cordon has to answer for them. */
export function askedByUser(history: History): ReadonlySet<string | null> {
  return new Set(
    entriesOf(history, 'request')
      .filter(isPodDeletion)
      .map(({ uid }) => uid),
  );
}

function checkTolerant(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const users = askedByUser(history);
  for (const spell of calledDead(history)) {
    const to = { clock: spell.inForce.clock, at: spell.until };
    for (const { uid, pod, deleting, gone, states } of membersOn(history, spell)) {
      const then = stateAt(states, spell.from);
      if (!then || !tolerates(then) || users.has(uid)) continue;
      const ended = [deleting, gone].find((state) => state && state.at <= spell.until) ?? null;
      const gap = gaps.over({ on: ['pod'], from: then, to });
      if (ended) violation(`${pod} was evicted from ${spell.node}, which it tolerates`, [ended]);
      else if (gap) blind(`whether ${pod} stayed on ${spell.node}`, gap);
      // Whoever takes pods away by force makes a round of 20 s.
      else if (spell.until - spell.inForce.at >= SLACK.collectorRoundMs) trial();
    }
  }
  return findings();
}
