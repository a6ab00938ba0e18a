import type { Entry, History } from '../../model/entry.ts';
import { endOf } from '../../model/history.ts';
import { type SetEntry, type SetTimeline, setTimelinesOf } from '../../model/timeline.ts';
import type { Silence } from '../silences.ts';
import { SLACK } from '../slack.ts';
import { followSets } from './followed-sets.ts';
import { actsOn, hindrancesOf, refusalsOf } from './hindrances.ts';
import { owedTo, type SetNow } from './owed-work.ts';

/** Something that was owed to a set, could be begun, and was not for longer than it may take. */
export interface Stall {
  readonly set: SetEntry;
  readonly owes: string;
  readonly since: Entry;
  /** The stretch in which nobody was hindered either. */
  readonly from: number;
  readonly to: number;
}

interface Owing extends Pick<Stall, 'set' | 'owes' | 'since'> {
  /** Changes with whatever may be a beginning, or a reason to begin anew. */
  readonly print: string;
}

/**
 * What is owed to a set is so from its beginning on only while nothing else about the set changes
 * either: every change of its spec and of its members wakes its controller, and gives it the whole
 * time again.
 */
export function stallsOf(history: History): readonly Stall[] {
  const owing = new Map<string, Owing>();
  const ended: (Owing & { readonly to: number })[] = [];
  const close = (uid: string, to: number) => {
    const open = owing.get(uid);
    owing.delete(uid);
    if (open) ended.push({ ...open, to });
  };
  for (const { entry, sets } of followSets(history)) {
    if (entry.kind === 'set' && entry.op === 'deleted') close(entry.uid, entry.at);
    for (const now of sets) {
      const { uid } = now.spec;
      const owes = owedTo(now);
      const print = owes === null ? undefined : printOf(now, owes);
      if (owing.get(uid)?.print === print) continue;
      close(uid, entry.at);
      if (owes !== null && print !== undefined) {
        owing.set(uid, { print, owes, since: entry, set: now.spec });
      }
    }
  }
  const end = lastLookAt(history);
  for (const uid of [...owing.keys()]) close(uid, end);
  return unhindered(history, ended);
}

function unhindered(
  history: History,
  stretches: readonly (Owing & { readonly to: number })[],
): readonly Stall[] {
  const long = stretches.filter(({ set, since, to }) => to - since.at >= allowedMs(set));
  if (long.length === 0) return [];
  const general = hindrancesOf(history);
  const timelines = new Map(setTimelinesOf(history).map((set) => [set.uid, set]));
  return long.flatMap(({ set, owes, since, to }) => {
    const timeline = timelines.get(set.uid) as SetTimeline;
    // What was done before it was owed was done for something else.
    const acts = actsOn(history, timeline).filter(
      ({ from }) => from > since.at || !Number.isFinite(from),
    );
    const own = [...refusalsOf(history, timeline), ...acts];
    const free = freeOf([...general, ...own], since.at, to);
    const stall = free.find((one) => one.to - one.from >= allowedMs(set));
    return stall ? [{ set, owes, since, ...stall }] : [];
  });
}

/** Whoever has to be available for something to begin has to be Ready for so long before. */
function allowedMs({ minReadySeconds }: SetEntry): number {
  return SLACK.begunMs + minReadySeconds * 1000;
}

/** What is left of a stretch without the times in which somebody was hindered. */
function freeOf(hindrances: readonly Silence[], from: number, to: number): readonly Silence[] {
  let free: readonly Silence[] = [{ from, to }];
  for (const hindrance of hindrances) {
    free = free.flatMap((one) => [
      ...(hindrance.from > one.from
        ? [{ from: one.from, to: Math.min(one.to, hindrance.from) }]
        : []),
      ...(hindrance.to < one.to ? [{ from: Math.max(one.from, hindrance.to), to: one.to }] : []),
    ]);
  }
  return free;
}

function printOf({ spec, pods }: SetNow, owes: string): string {
  const own = pods
    .filter(({ owner }) => owner?.uid === spec.uid)
    .map(({ uid, phase, ready, readySince, deleting }) => [
      uid,
      phase,
      ready,
      readySince,
      deleting,
    ]);
  return JSON.stringify([owes, spec.generation, own]);
}

/** After a story has broken its witnesses are ended one by one, and the last words tell nothing. */
const LAST_WORDS: readonly string[] = ['broken', 'stop', 'harvest'];

function lastLookAt(history: History): number {
  const isLastWord = (entry: Entry) =>
    entry.kind === 'step' && entry.step === 'note' && LAST_WORDS.includes(entry.name);
  return endOf(history.filter((entry) => !isLastWord(entry)));
}
