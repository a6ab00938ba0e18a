import { clocksOf } from '../../model/clocks.ts';
import type { History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { isControllers, isPodDeletion } from '../../model/history-deletions.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import type { Incarnation } from '../../model/timeline.ts';
import { livesBySlot } from '../../model/timeline-lives.ts';
import { isThere, scenesOf } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { whyGoneIn } from '../why-gone.ts';

/**
 * A member that leaves hands over its leadership and closes its files. The time that it needs for
 * this is written in its template, and whoever gives it less takes data from it.
 */
export const gracefulDeletions: StatefulPromise = {
  id: 'SS-TRM-001',
  level: 'MUST',
  statement:
    'A member that the controller deletes MUST be given the grace period of its template, and ' +
    'MUST NOT be killed before that is over',
  source: SOURCES.podTermination,
  since: 'all',
  check: checkGrace,
};

/** To force is to say that one knows the process to be dead. The controller never knows. */
export const neverForced: StatefulPromise = {
  id: 'SS-TRM-002',
  level: 'MUST',
  statement: 'The controller MUST NOT ask for a deletion with a grace period of zero',
  source: SOURCES.forceDelete,
  since: 'all',
  check: checkNeverForced,
};

/** A rollout that loses its patience is a rollout that kills. */
export const slowShutdown: StatefulPromise = {
  id: 'SS-TRM-005',
  level: 'MUST',
  statement:
    'A member that takes its time to shut down MUST stretch the scale-down or rollout that it ' +
    'is part of, and no step of it is skipped',
  source: SOURCES.scaling,
  since: 'all',
  check: checkSlowShutdown,
};

const KILLED = 137;

function checkGrace(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const clocks = clocksOf(history);
  const why = whyGoneIn(history);
  const lives = new Map([...livesBySlot(history).values()].flat().map((life) => [life.uid, life]));
  for (const member of scenesOf(history).flatMap(({ members }) => members)) {
    const { deleting, gone, pod, states } = member;
    if (!isControllersStep(why(member))) continue;
    const leaving = deleting ?? gone;
    const before = leaving && states.findLast(({ rv }) => rv < leaving.rv);
    // One that never ran or has ended needs no time, and gets none.
    if (!leaving || !before || before.phase !== 'Running' || before.gracePeriod === null) continue;
    const gap = gaps.over({ on: ['pod', 'set'], from: before, to: leaving });
    if (gap) {
      blind(`how long ${pod} was given`, gap);
      continue;
    }
    trial();
    const wanted = before.gracePeriod;
    const given = leaving.grace ?? 0;
    if (given < wanted) {
      const says = `${pod} was given ${given} s where its template asks for ${wanted} s`;
      violation(says, [before, leaving]);
    }
    const end = { clock: leaving.clock, at: leaving.at + wanted * 1000 - SLACK.controllerLagMs };
    const killed = lives
      .get(member.uid)
      ?.runs.map(({ stop }) => stop)
      // What was killed before, and went on in the same pod, was not killed by this.
      .filter((stop) => stop !== null && clocks.order(stop, leaving) !== 'before')
      .find((stop) => stop?.exitCode === KILLED && clocks.order(stop, end) === 'before');
    if (killed) violation(`${pod} was killed before its ${wanted} s were over`, [leaving, killed]);
  }
  return findings();
}

function checkNeverForced(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const audits = entriesOf(history, 'audit').filter(
    (audit) => isPodDeletion(audit) && isControllers(audit),
  );
  const [first] = audits;
  const last = audits.at(-1);
  const gap = first && last ? gaps.over({ on: ['audit'], from: first, to: last }) : null;
  if (gap) blind('with which grace periods the controller deletes', gap);
  for (const audit of audits) {
    if (!gap) trial();
    if (audit.grace !== 0) continue;
    violation(`the controller deleted ${audit.name ?? 'a pod'} by force`, [audit]);
  }
  return findings();
}

function checkSlowShutdown(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const why = whyGoneIn(history);
  for (const { set, members } of scenesOf(history)) {
    if (set.first.policy !== 'OrderedReady') continue;
    for (const member of members) {
      const { deleting, gone, pod } = member;
      if (!deleting || !gone || !isControllersStep(why(member))) continue;
      if (gone.at - deleting.at < SLACK.noticeableMs) continue;
      const next = members
        .filter((other) => isControllersStep(why(other)) && isAfter(other, deleting.rv))
        .find(({ deleting: leaving }) => leaving !== null);
      // What is missing below is made first, whoever above it may still be on its way out.
      const born = members.find(
        ({ born: added, ordinal }) => added && ordinal >= member.ordinal && added.rv > deleting.rv,
      );
      const steps = [next?.deleting, born?.born].filter((step) => step != null);
      if (steps.length === 0 || !isThere(member, gone.rv)) continue;
      const gap = gaps.over({ on: ['pod', 'set'], from: deleting, to: gone });
      if (gap) {
        blind(`whether anybody waited for ${pod}`, gap);
        continue;
      }
      trial();
      const early = steps.find(({ rv }) => rv < gone.rv);
      if (!early) continue;
      const did = early.deleting ? 'deleted' : 'created';
      violation(`${early.name} was ${did} before ${pod} had shut down`, [deleting, early, gone]);
    }
  }
  return findings();
}

function isControllersStep(why: string | null): boolean {
  return why === 'condemned' || why === 'update';
}

function isAfter({ deleting }: Incarnation, rv: number): boolean {
  return deleting !== null && deleting.op !== 'found' && deleting.rv > rv;
}
