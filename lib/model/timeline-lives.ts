import type { EntryOf, History } from './entry.ts';
import { entriesOf, groupBy, ordinalIn, subjectOf } from './history.ts';
import { incarnationsOf } from './timeline.ts';
import { linesOf, type VolumeLine } from './timeline-volumes.ts';

type RuntimeEntry = EntryOf<'runtime'>;

/** One container from its start to its stop, as its node's own runtime saw them. */
export interface ContainerRun {
  readonly node: string;
  readonly name: string;
  /** Null when nobody saw it start. */
  readonly start: RuntimeEntry | null;
  /** It began no earlier than this: its own start, or failing that the start of its sandbox. */
  readonly notBefore: RuntimeEntry | null;
  /** It was running at this entry, whenever it began. */
  readonly seen: RuntimeEntry;
  /** Null when nobody saw it stop. */
  readonly stop: RuntimeEntry | null;
}

/** All that the ground knows of one incarnation: its containers and the lines it wrote. */
export interface Life {
  readonly uid: string;
  readonly pod: string;
  readonly set: string;
  readonly ordinal: number;
  readonly runs: readonly ContainerRun[];
  readonly lines: readonly VolumeLine[];
}

/** A pod's sandbox holds its network and nothing of its workload: it is no container that runs. */
const SANDBOX = 'POD';

/** Incarnations by the slot they fill, in the order in which the ground first heard of them. */
export function livesBySlot(history: History): ReadonlyMap<string, readonly Life[]> {
  const members = new Map(incarnationsOf(history).map((member) => [member.uid, member]));
  const lines = groupBy(linesOf(history), ({ uid }) => uid);
  const runtime = groupBy(entriesOf(history, 'runtime'), ({ podUid }) => podUid);
  const subjectSet = subjectOf(history)?.set ?? null;
  const lives: Life[] = [];
  for (const uid of new Set([...runtime.keys(), ...lines.keys()])) {
    const entries = runtime.get(uid) ?? [];
    const own = lines.get(uid) ?? [];
    const slot = members.get(uid) ?? slotByName(subjectSet, entries[0]?.pod) ?? own[0] ?? null;
    if (!slot) continue;
    const { set, ordinal } = slot;
    lives.push({ uid, pod: `${set}-${ordinal}`, set, ordinal, runs: runsOf(entries), lines: own });
  }
  return groupBy(lives, ({ pod }) => pod);
}

export function lifeOf(history: History, uid: string): Life | null {
  return [...livesBySlot(history).values()].flat().find((life) => life.uid === uid) ?? null;
}

function slotByName(set: string | null, pod: string | undefined) {
  if (set === null || pod === undefined) return null;
  const ordinal = ordinalIn(set, pod);
  return ordinal === null ? null : { set, ordinal };
}

function runsOf(entries: readonly RuntimeEntry[]): readonly ContainerRun[] {
  const sandbox = entries.find(({ name }) => name === SANDBOX);
  const opened = sandbox?.op === 'started' ? sandbox : null;
  const containers = entries.filter(({ name }) => name !== SANDBOX);
  return [...groupBy(containers, ({ container }) => container).values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const start = own.find(({ op }) => op === 'started') ?? null;
    return [
      {
        ...{ node: first.node, name: first.name, start, notBefore: start ?? opened },
        seen: own.find(({ op }) => op !== 'stopped') ?? first,
        stop: own.findLast(({ op }) => op === 'stopped') ?? null,
      },
    ];
  });
}
