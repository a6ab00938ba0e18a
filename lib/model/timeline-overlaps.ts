import { type Clocks, clocksOf, type Instant } from './clocks.ts';
import type { Entry, History } from './entry.ts';
import { endOf } from './history.ts';
import { type Gap, type Gaps, gapsOf } from './history-gaps.ts';
import type { ContainerRun, Life } from './timeline-lives.ts';
import type { VolumeLine } from './timeline-volumes.ts';

/** How two incarnations of one slot stand to each other, on the ground. */
export interface Relation {
  readonly is: 'apart' | 'together' | 'unsure';
  /** When together: for how long at least, in milliseconds. */
  readonly ms: number;
  readonly evidence: readonly Entry[];
  readonly why: string;
}

export interface Overlaps {
  relation(one: Life, other: Life): Relation;
}

/** A stretch in which a process is known to have run. */
interface Known {
  readonly from: Entry;
  readonly to: Instant;
  readonly shows: readonly Entry[];
}

/**
 * Whether two incarnations ever ran at once. Together is proof: both are known to have run at one
 * moment, by their nodes' runtimes or by what they wrote. Apart is proof too: each container was
 * seen to stop before the other was seen to start. Whatever lies between is unsure.
 */
export function overlapsOf(history: History): Overlaps {
  const clocks = clocksOf(history);
  const gaps = gapsOf(history);
  const end = { clock: 'runner', at: endOf(history) };
  return {
    relation(one, other) {
      const shared = longest(knownOf(one, gaps, end), knownOf(other, gaps, end), clocks);
      if (shared) return shared;
      return one.runs
        .flatMap((run) => other.runs.map((next) => apartness(run, next, clocks)))
        .reduce(weaker, APART);
    },
  };
}

const APART: Relation = { is: 'apart', ms: 0, evidence: [], why: '' };

function weaker(one: Relation, other: Relation): Relation {
  if (one.is === 'unsure') return one;
  // Of several pairs that are apart, the one that came closest is shown: it comes last.
  return other;
}

function apartness(one: ContainerRun, other: ContainerRun, clocks: Clocks): Relation {
  const precedes = (early: ContainerRun, late: ContainerRun) =>
    early.stop && late.notBefore && clocks.order(early.stop, late.notBefore) === 'before'
      ? [early.stop, late.notBefore]
      : null;
  const evidence = precedes(one, other) ?? precedes(other, one);
  if (evidence) return { is: 'apart', ms: 0, evidence, why: '' };
  const seen = [one.stop ?? one.seen, other.notBefore ?? other.seen];
  const open =
    !one.stop && !other.stop ? 'neither was seen to stop' : 'what was seen of them leaves it open';
  return { is: 'unsure', ms: 0, evidence: seen, why: `which of them ran first: ${open}` };
}

/** The longest stretch that two sets of stretches certainly have in common. */
function longest(
  ones: readonly Known[],
  others: readonly Known[],
  clocks: Clocks,
): Relation | null {
  let found: Relation | null = null;
  for (const one of ones) {
    for (const other of others) {
      const ms = commonMs(one, other, clocks);
      if (ms === null || ms <= (found?.ms ?? 0)) continue;
      const evidence = [...one.shows, ...other.shows];
      found = { is: 'together', ms: Math.round(ms), evidence, why: '' };
    }
  }
  return found;
}

function commonMs(one: Known, other: Known, clocks: Clocks): number | null {
  const spans = [
    clocks.between(one.from, other.to),
    clocks.between(other.from, one.to),
    clocks.between(one.from, one.to),
    clocks.between(other.from, other.to),
  ];
  let least = Number.POSITIVE_INFINITY;
  for (const span of spans) {
    if (span === null) return null;
    least = Math.min(least, span);
  }
  return least > 0 ? least : null;
}

function knownOf({ runs, lines }: Life, gaps: Gaps, end: Instant): readonly Known[] {
  return [...runs.map((run) => knownRun(run, gaps, end)), ...writing(lines)];
}

/** A container that nobody saw stop ran on until its node's witness was blind, or to the end. */
function knownRun({ node, start, seen, stop }: ContainerRun, gaps: Gaps, end: Instant): Known {
  const from = start ?? seen;
  if (stop) return { from, to: stop, shows: [from, stop] };
  const gap: Gap | null = gaps.over({ on: ['runtime'], at: [node], from, to: end });
  return { from, to: gap ? { clock: gap.clock, at: gap.from } : end, shows: [from] };
}

/** Between two lines of one start of one process, that process ran. */
function writing(lines: readonly VolumeLine[]): readonly Known[] {
  const stretches: VolumeLine[][] = [];
  for (const line of lines) {
    const current = stretches.at(-1);
    if (!current || line.kind === 'epoch') stretches.push([line]);
    else current.push(line);
  }
  return stretches.flatMap((stretch) => {
    const [from] = stretch;
    const to = stretch.at(-1);
    return from && to && from.clock === to.clock ? [{ from, to, shows: [from, to] }] : [];
  });
}
