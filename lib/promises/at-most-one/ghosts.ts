import { clocksOf } from '../../model/clocks.ts';
import type { EntryOf, History } from '../../model/entry.ts';
import { endOf } from '../../model/history.ts';
import { cutsOf } from '../../model/history-faults.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type Incarnation, incarnationsOf, type PodEntry } from '../../model/timeline.ts';
import { type ContainerRun, type Life, livesBySlot } from '../../model/timeline-lives.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * What was declared dead behind a split may be alive. The kubelet that runs it is the only one who
 * can end it, and has to as soon as it hears that the pod is no more.
 */
export const ghostsAreStopped: StatefulPromise = {
  id: 'SS-AMO-008',
  level: 'SHOULD',
  statement:
    'A predecessor that runs on after its deletion by force SHOULD be stopped as soon as its ' +
    'node is heard again',
  source: SOURCES.forceDelete,
  since: 'all',
  check: checkStopped,
};

/** A node that was away for long wakes up with an old list of what it has to run. */
export const ghostsDoNotReturn: StatefulPromise = {
  id: 'SS-AMO-011',
  level: 'SHOULD',
  statement:
    'An incarnation that was deleted SHOULD NOT be started again by whoever reads an old state, ' +
    'while its successor runs',
  source: SOURCES.forceDelete,
  since: 'open design issue 59848',
  check: checkReturn,
};

/** An incarnation whose object went while its node could not hear of it. */
interface Ghost {
  readonly member: Incarnation;
  readonly life: Life;
  readonly gone: PodEntry;
  /** From here on its kubelet might know: the undo had begun, and nobody can say when it worked. */
  readonly heard: EntryOf<'fault'>;
  /** From here on it could: the undo was proved. */
  readonly back: EntryOf<'fault'>;
  readonly successor: Life | null;
}

function ghostsOf(history: History): readonly Ghost[] {
  const lives = livesBySlot(history);
  const cuts = cutsOf(history);
  return incarnationsOf(history).flatMap((member) => {
    const { gone, node, uid, pod } = member;
    const cut = cuts.find(
      ({ inForce, end, ...rest }) =>
        gone && rest.node === node && gone.at > inForce.at && end !== null && gone.at < end.at,
    );
    const own = lives.get(pod) ?? [];
    const life = own.find((candidate) => candidate.uid === uid);
    if (!gone || !cut?.end || !cut.undone || !life || life.runs.length === 0) return [];
    const successor = own.find((other) => other !== life && other.runs.some(({ start }) => start));
    const { end: heard, undone: back } = cut;
    return [{ member, life, gone, heard, back, successor: successor ?? null }];
  });
}

function checkStopped(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const [clocks, gaps] = [clocksOf(history), gapsOf(history)];
  const end = { clock: 'runner', at: endOf(history) };
  for (const { member, life, gone, heard, back } of ghostsOf(history)) {
    const due = { clock: back.clock, at: back.at + SLACK.ghostMs };
    for (const run of life.runs) {
      // One that ended behind the split was stopped by nobody.
      if (run.stop && clocks.order(heard, run.stop) !== 'before') continue;
      const to = run.stop ?? end;
      const gap = gaps.over({ on: ['runtime'], at: [run.node], from: heard, to });
      const late = run.stop ? clocks.order(due, run.stop) === 'before' : end.at > due.at;
      if (gap) blind(`whether the old ${member.pod} was stopped`, gap);
      else if (late) {
        const says = `the old ${member.pod} ran on for more than ${SLACK.ghostMs / 1000} s`;
        violation(`${says} after ${run.node} was back`, [gone, back, run.stop ?? run.seen]);
      } else if (run.stop) trial();
      else doubt(`the history ends before the old ${member.pod} was stopped`, [back, run.seen]);
    }
  }
  return findings();
}

function checkReturn(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const [clocks, gaps] = [clocksOf(history), gapsOf(history)];
  const end = { clock: 'runner', at: endOf(history) };
  for (const { member, life, gone, back, successor } of ghostsOf(history)) {
    const first = successor?.runs.find(({ start }) => start)?.start ?? null;
    const isOver = life.runs.every(({ stop }) => stop !== null);
    const again = life.runs.find(({ start }) => first && start && isAfter(start, first));
    const nodes = life.runs.map(({ node }: ContainerRun) => node);
    const gap = gaps.over({ on: ['runtime'], at: nodes, from: back, to: end });
    if (again) {
      const says = `the old ${member.pod} was started again beside its successor`;
      violation(says, [gone, first, again.start]);
    } else if (first && isOver) {
      if (gap) blind(`whether the old ${member.pod} was started again`, gap);
      else trial();
    }
  }
  return findings();

  function isAfter(start: EntryOf<'runtime'>, first: EntryOf<'runtime'>): boolean {
    return clocks.order(first, start) === 'before';
  }
}
