import { clocksOf } from '../../model/clocks.ts';
import type { History } from '../../model/entry.ts';
import { entriesOf, pairsOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { incarnationsOf, type PodEntry } from '../../model/timeline.ts';
import { leavingOf } from '../scenes.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/** Nobody waits for the process of such a pod: at most one means nothing for its set. */
export const noGraceIsForce: StatefulPromise = {
  id: 'SS-TRM-007',
  level: 'INFORMATIONAL',
  statement:
    'A grace period of zero in the template MAY turn every deletion into one by force, which ' +
    'frees the name at once',
  source: SOURCES.forceDelete,
  since: 'all, issue 120671',
  check: (history) => checkAtOnce(history, (before) => before.gracePeriod === 0),
};

/** Who waits to see such a pod Terminating waits for ever. */
export const endedGoesAtOnce: StatefulPromise = {
  id: 'SS-TRM-009',
  level: 'INFORMATIONAL',
  statement:
    'A pod that is on no node, or that has ended, MAY be removed at once when it is deleted',
  source: SOURCES.podTermination,
  since: 'all',
  check: (history) =>
    checkAtOnce(
      history,
      ({ node, phase }) => node === null || phase === 'Failed' || phase === 'Succeeded',
    ),
};

/** What a preStop hook does, a crash leaves undone. */
export const noHookAtACrash: StatefulPromise = {
  id: 'SS-TRM-011',
  level: 'INFORMATIONAL',
  statement:
    'A preStop hook runs when its pod is deleted and MAY be left out when a container crashes',
  source: SOURCES.podTermination,
  since: 'all',
  check: checkHooks,
};

function checkAtOnce(history: History, isSuch: (before: PodEntry) => boolean): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const member of incarnationsOf(history)) {
    const leaving = leavingOf(member);
    const before = leaving && member.states.findLast(({ rv }) => rv < leaving.rv);
    if (!leaving || !before || !isSuch(before)) continue;
    // A finalizer keeps whatever it is on, and shows a deletion that would not be seen.
    if (before.finalizers.length > 0) continue;
    const gap = gaps.over({ on: ['pod'], from: before, to: leaving });
    if (gap) {
      blind(`how ${member.pod} went`, gap);
      continue;
    }
    trial();
    if (leaving.op === 'deleted' || leaving.grace === 0) continue;
    const says = `${member.pod} was given ${leaving.grace ?? 'some'} s to go, and needed none`;
    violation(says, [before, leaving]);
  }
  return findings();
}

/** The hook of our own members prints a word, which is known by the pod that printed it. */
function checkHooks(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const clocks = clocksOf(history);
  const said = entriesOf(history, 'op').filter(({ op }) => op === 'leave');
  if (said.length === 0) return findings();
  for (const member of incarnationsOf(history)) {
    for (const [before, after] of pairsOf(member.states)) {
      if (restarts(after) <= restarts(before) || after.deleting) continue;
      const gap = gaps.over({ on: ['pod', 'op'], at: [member.node], from: before, to: after });
      if (gap) {
        blind(`whether a hook ran when ${member.pod} crashed`, gap);
        continue;
      }
      trial();
      const word = said.find(
        (one) => one.podUid === member.uid && clocks.order(one, after) === 'before',
      );
      if (word) violation(`the hook of ${member.pod} ran when it crashed`, [word, after]);
    }
  }
  return findings();
}

function restarts({ containers }: PodEntry): number {
  return containers.reduce((sum, container) => sum + container.restarts, 0);
}
