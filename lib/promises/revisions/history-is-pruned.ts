import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type SetEntry, statesDuring } from '../../model/timeline.ts';
import { type Rest, restsOf } from '../rests.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import {
  around,
  namesInUse,
  type RevisionEntry,
  type RevisionedSet,
  type RevisionTimeline,
  revisionBefore,
  revisionedSetsOf,
  wasAskedToGo,
} from './revision-timelines.ts';

/**
 * Old revisions go so that a busy set does not fill the store; those that a member still wears
 * stay, or nobody could say what it runs.
 *
 * Revisions that a user removed, or that went with their set, were not pruned.
 */
export const historyIsPruned: readonly StatefulPromise[] = [
  {
    id: 'SS-REV-003',
    level: 'MUST',
    statement:
      'Revisions beyond the history limit are pruned oldest first, and one that the status or ' +
      'any member uses, or that the limit has room for, MUST NOT be',
    source: SOURCES.api,
    since: '1.7+',
    check: checkPruning,
  },
  {
    id: 'SS-REV-009',
    level: 'SHOULD',
    statement:
      'However often the template changes, a set at rest SHOULD keep no more revisions than its ' +
      'limit beside those in use',
    source: SOURCES.api,
    since: '1.7+',
    check: checkCounts,
  },
  {
    id: 'SS-REV-010',
    level: 'INFORMATIONAL',
    statement: 'A history limit of zero MAY keep those in use alone, and a negative one everything',
    source: SOURCES.api,
    since: '1.36',
    check: checkOddLimits,
  },
];

function checkPruning(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const own of revisionedSetsOf(history)) {
    for (const pruned of own.revisions) {
      const { gone, name } = pruned;
      if (!gone || wasAskedToGo(history, name) || isGoingThen(own, gone.at)) continue;
      const [from, to] = around(gone);
      const { clock } = gone;
      const on = ['pod', 'set', 'revision'] as const;
      const gap = gaps.over({ on, from: { clock, at: from }, to: { clock, at: to } });
      if (gap) {
        blind(`why ${name} was pruned`, gap);
        continue;
      }
      trial();
      const used = namesInUse(own, from, to);
      if (used.has(name)) violation(`${name} was pruned while it was in use`, [gone]);
      const older = own.revisions.flatMap((other) => {
        const state = other.uid === pruned.uid ? null : revisionBefore(other, gone.rv);
        const isIdle = state !== null && !wasUsed(own, other.name, from, to);
        return isIdle && state.revision < gone.revision ? [state] : [];
      });
      const [left] = older;
      if (left) violation(`${name} was pruned before ${left.name}, which is older`, [gone, left]);
      const most = mostIdle(history, own, pruned, gone);
      const limit = leastLimit(own, gone.at);
      if (limit === null || most > limit) continue;
      const says = `${name} was pruned when ${most} were idle at most`;
      violation(`${says}, and ${limit} may be kept`, [gone]);
    }
  }
  // Whoever prunes nothing prunes nothing too early.
  for (const kept of keptAt(history).filter(isOverfull)) {
    const { from, to } = kept.rest;
    if (gaps.over({ on: ['pod', 'set', 'revision'], from, to })) continue;
    trial();
    violation(`${keeps(kept)}, and none beyond ${kept.limit} was pruned`, evidenceOf(kept));
  }
  return findings();
}

/**
 * How many nobody may have used when one of them was pruned, that one included. A controller tells
 * its status before it prunes, so what the status named by then was in use. What a user removed a
 * moment before may be idle by a copy that trails.
 */
function mostIdle(
  history: History,
  own: RevisionedSet,
  pruned: RevisionTimeline,
  gone: RevisionEntry,
): number {
  const [from, to] = around(gone);
  const { status } = own.set.states.findLast(({ rv }) => rv < gone.rv) ?? {};
  const used = new Set([
    ...namesInUse(own, from, to),
    ...[status?.currentRevision, status?.updateRevision],
  ]);
  const others = own.revisions.filter((other) => {
    if (other.uid === pruned.uid || used.has(other.name)) return false;
    const isFresh = other.gone !== null && other.gone.at >= from;
    return (
      revisionBefore(other, gone.rv) !== null || (isFresh && wasAskedToGo(history, other.name))
    );
  });
  return 1 + others.length;
}

/** The least that a controller which trails may have taken for the limit, where all are known. */
function leastLimit({ set }: RevisionedSet, at: number): number | null {
  const states = statesDuring(set.states, at - SLACK.staleSpecMs, at + SLACK.watchLagMs);
  const limits = states.flatMap(({ revisionHistoryLimit }) => revisionHistoryLimit ?? []);
  const isKnown = limits.length > 0 && limits.length === states.length;
  return isKnown ? Math.min(...limits) : null;
}

/** Whether a name was in use at any moment of a stretch. */
function wasUsed({ set, members }: RevisionedSet, name: string, from: number, to: number): boolean {
  const isTold = statesDuring(set.states, from, to).some(
    ({ status }) => status.currentRevision === name || status.updateRevision === name,
  );
  return (
    isTold ||
    members.some(({ states }) =>
      statesDuring(states, from, to).some(
        (state) => state.revision === name && state.op !== 'deleted',
      ),
    )
  );
}

function isGoingThen({ set }: RevisionedSet, at: number): boolean {
  return set.states.some(
    (state) => state.at <= at + SLACK.watchLagMs && (state.deleting || state.op === 'deleted'),
  );
}

/** Revisions of a set at rest that nobody uses. */
interface Kept {
  readonly rest: Rest;
  readonly idle: readonly RevisionTimeline[];
  readonly limit: number;
}

function keptAt(history: History): readonly Kept[] {
  const sets = new Map(revisionedSetsOf(history).map((own) => [own.set.uid, own]));
  return restsOf(history).flatMap((rest) => {
    const own = sets.get(rest.set.uid);
    const { revisionHistoryLimit: limit } = rest.set;
    if (!own || limit === null || !isSettled(rest.set, own, rest.from.at)) return [];
    const { at } = rest.from;
    const idle = own.revisions.filter(
      ({ name, first, gone }) =>
        first.at <= at && !(gone && gone.at <= at) && !wasUsed(own, name, at - 1, at),
    );
    return [{ rest, idle, limit }];
  });
}

/** Pruning is the last thing that a controller does: nothing of the set has stirred for a while. */
function isSettled({ generation, status }: SetEntry, { set }: RevisionedSet, at: number): boolean {
  const since = set.states.findLast((state) => state.at <= at)?.at ?? at;
  return status.observedGeneration >= generation && at - since >= SLACK.controllerLagMs;
}

function checkCounts(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const kept of keptAt(history)) {
    const { set, from, to } = kept.rest;
    if (kept.limit < 0 || kept.idle.length === 0) continue;
    const gap = gaps.over({ on: ['pod', 'set', 'revision'], from, to });
    if (gap) {
      blind(`the revisions of ${set.name}`, gap);
      continue;
    }
    trial();
    if (!isOverfull(kept)) continue;
    violation(`${keeps(kept)}, and may keep ${kept.limit}`, evidenceOf(kept));
  }
  return findings();
}

/** A negative limit keeps everything. */
function isOverfull({ limit, idle }: Kept): boolean {
  return limit >= 0 && idle.length > limit;
}

function keeps({ rest, idle }: Kept): string {
  return `${rest.set.name} keeps ${idle.length} revisions that nobody uses`;
}

function evidenceOf({ rest, idle }: Kept) {
  return [rest.witness, ...idle.map(({ first }) => first)];
}

function checkOddLimits(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const { rest, idle, limit } of keptAt(history)) {
    const { set, from, to, witness } = rest;
    if (limit > 0) continue;
    const gap = gaps.over({ on: ['pod', 'set', 'revision'], from, to });
    if (gap) {
      blind(`the revisions of ${set.name}`, gap);
      continue;
    }
    trial();
    if (limit === 0 && idle.length > 0) {
      const says = `${set.name} keeps ${idle.length} revisions that nobody uses under a limit of 0`;
      violation(says, [witness, ...idle.map(({ first }) => first)]);
    }
  }
  for (const own of revisionedSetsOf(history)) {
    for (const { gone, name } of own.revisions) {
      if (!gone || wasAskedToGo(history, name) || isGoingThen(own, gone.at)) continue;
      const states = statesDuring(own.set.states, ...around(gone));
      if (!states.every(({ revisionHistoryLimit: limit }) => (limit ?? 0) < 0)) continue;
      violation(`${name} was pruned under a negative limit`, [gone, states.at(-1)]);
    }
  }
  return findings();
}
