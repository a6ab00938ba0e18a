import { clocksOf } from '../../model/clocks.ts';
import type { Entry, History } from '../../model/entry.ts';
import { groupBy } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { incarnationsOf, statesDuring, wantedOrdinals } from '../../model/timeline.ts';
import { linesOf } from '../../model/timeline-volumes.ts';
import { isWell, moment } from '../scenes.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { minority, type Trouble, troublesOf } from './troubles.ts';

/**
 * What rolling updates, budgets and spare nodes are for: of three, two go on working.
 *
 * Judged from the records that members wrote and synced. One is down where it wrote nothing for
 * longer than a member may that is called Ready, and the API did not call it so all the while; one
 * on a node that is lost is down in any case. Shorter pauses are a slow machine's.
 */
export const quorumKept: StatefulPromise = {
  id: 'SS-APP-005',
  level: 'SHOULD',
  statement:
    'Of three or more members most SHOULD go on accepting writes through a rolling update, a ' +
    'drain under a budget of one, and the loss of any one node',
  source: SOURCES.budgets,
  since: 'all',
  check: checkQuorum,
};

/** Our own members are Ready for as long after a record; see their readiness probe. */
const DOWN_MS = 5_000;

/** A stretch in which a pod's name wrote nothing, or was out of reach. */
interface Silence {
  readonly pod: string;
  readonly from: number;
  readonly to: number;
  readonly evidence: readonly Entry[];
}

function checkQuorum(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  const records = recordsOf(history);
  const wasWell = wellIn(history);
  for (const trouble of troublesOf(history)) {
    const { what, set, asked, from, to, cutOff, evidence } = trouble;
    const pods = podsOf(trouble);
    const isWitnessed = pods.every((pod) => records.get(pod)?.some(({ at }) => at <= from));
    if (!isWitnessed) continue;
    const gap = gaps.over({
      on: ['beat', 'epoch', 'pod', 'set'],
      ...{ from: moment(from), to: moment(to) },
    });
    if (gap) {
      blind(`who of ${set.name} accepted writes through ${what}`, gap);
      continue;
    }
    const silences = pods.flatMap((pod) => silencesOf(trouble, pod, records.get(pod) ?? []));
    const downFrom = (first: Silence) =>
      silences.filter((one) => {
        const { pod } = one;
        const isMissed = cutOff.includes(pod) || !wasWell(pod, first.from, first.from + DOWN_MS);
        return covers(one, first) && isMissed;
      });
    const lost = silences.find((silence) => downFrom(silence).length > minority(asked));
    if (!lost) {
      trial();
      continue;
    }
    const down = downFrom(lost);
    const shown = [...evidence, ...down.flatMap((silence) => silence.evidence)];
    const says = `${down.map(({ pod }) => pod).join(' and ')} accepted nothing through ${what}`;
    const isAll = pods.every((pod) => silences.some((one) => one.pod === pod && covers(one, lost)));
    // Where nobody at all wrote anything, it may be the host that stood still.
    if (isAll && down.length < pods.length) doubt(`${says}, and nor did anyone else`, shown);
    else violation(says, shown);
  }
  return findings();
}

function podsOf({ set, asked }: Trouble): readonly string[] {
  return wantedOrdinals(asked).map((ordinal) => `${set.name}-${ordinal}`);
}

interface Written {
  readonly at: number;
  readonly entry: Entry;
}

/** When each name wrote what was synced, on the runner's clock, in order. */
function recordsOf(history: History): ReadonlyMap<string, readonly Written[]> {
  const clocks = clocksOf(history);
  const lines = linesOf(history).filter(({ kind }) => kind === 'beat');
  const records = new Map<string, readonly Written[]>();
  for (const [pod, own] of groupBy(lines, ({ set, ordinal }) => `${set}-${ordinal}`)) {
    const written = own.flatMap((entry) => {
      const when = clocks.moment(entry);
      return when ? [{ at: (when.earliest + when.latest) / 2, entry }] : [];
    });
    records.set(
      pod,
      written.sort((one, other) => one.at - other.at),
    );
  }
  return records;
}

function silencesOf(
  { from, to, cutOff, evidence }: Trouble,
  pod: string,
  written: readonly Written[],
): readonly Silence[] {
  if (cutOff.includes(pod)) return [{ pod, from, to, evidence }];
  const before = written.findLast(({ at }) => at <= from);
  const after = written.find(({ at }) => at > to);
  const own = written.filter(({ at }) => at > from && at <= to);
  const marks = [...(before ? [before] : []), ...own, ...(after ? [after] : [])];
  const silences = marks.flatMap((mark, place) => {
    const next = marks[place + 1] ?? null;
    const until = Math.min(next?.at ?? to, to);
    if (until - mark.at < DOWN_MS) return [];
    const shown = next ? [mark.entry, next.entry] : [mark.entry];
    return [{ pod, from: Math.max(mark.at, from), to: until, evidence: shown }];
  });
  return silences;
}

/** Whether one goes on for as long after the beginning of another as it takes to be missed. */
function covers(one: Silence, { from }: Silence): boolean {
  return one.from <= from && one.to >= from + DOWN_MS;
}

/** Whether the API called one member of a name well for the whole of a stretch. */
function wellIn(history: History) {
  const members = groupBy(incarnationsOf(history), ({ pod }) => pod);
  return (pod: string, from: number, to: number): boolean =>
    (members.get(pod) ?? []).some(({ states }) => {
      const own = statesDuring(states, from, to);
      return own.length > 0 && own.every(isWell);
    });
}
