import { clocksOf, type Instant } from './clocks.ts';
import type { EntryOf, History, Kind } from './entry.ts';
import { entriesOf } from './history.ts';

export type Gap = EntryOf<'gap'>;

/** What a trial leans on: kinds of entry, seen at these places, between two instants. */
export interface Leaning {
  readonly on: readonly Kind[];
  /** Nodes and claims; a gap elsewhere does not matter. Left out: a gap anywhere matters. */
  readonly at?: readonly (string | null)[];
  readonly from: Instant;
  readonly to: Instant;
}

export interface Gaps {
  /** The first gap that meets what a trial leans on, or null when it was all seen. */
  over(leaning: Leaning): Gap | null;
}

/** A member's lines are read together and its acknowledgements beside them: one look for all. */
const READ_TOGETHER: readonly (readonly Kind[])[] = [['beat', 'epoch']];

/** A gap taints the trials whose interval it meets, and no other. */
export function gapsOf(history: History): Gaps {
  const gaps = entriesOf(history, 'gap');
  const clocks = clocksOf(history);
  const places = gaps.length > 0 ? placesOf(history) : new Set<string>();

  const meets = (gap: Gap, from: Instant, to: Instant) => {
    // Where clocks cannot be compared a gap may lie anywhere, so it lies here.
    const endsBefore = clocks.order({ clock: gap.clock, at: gap.to }, from) === 'before';
    const beginsAfter = clocks.order(to, { clock: gap.clock, at: gap.from }) === 'before';
    return !endsBefore && !beginsAfter;
  };

  return {
    over({ on, at, from, to }) {
      const kinds = new Set<string>([
        '*',
        ...on,
        ...READ_TOGETHER.filter((family) => family.some((kind) => on.includes(kind))).flat(),
      ]);
      return (
        gaps.find(
          (gap) =>
            kinds.has(gap.of) &&
            (!at || !places.has(gap.where) || at.includes(gap.where)) &&
            meets(gap, from, to),
        ) ?? null
      );
    },
  };
}

export function gapText({ of, where, says }: Gap): string {
  const place = where === '*' ? '' : ` at ${where}`;
  return `the witness of ${of} entries was blind${place}: ${says}`;
}

/** Nodes and claims that a history knows: a gap that names none of them may be anywhere. */
function placesOf(history: History): ReadonlySet<string> {
  const places = new Set<string>();
  for (const entry of history) {
    if (entry.kind === 'node' || entry.kind === 'claim') places.add(entry.name);
    if (entry.kind === 'runtime') places.add(entry.node);
    if (entry.kind === 'pod' && entry.node) places.add(entry.node);
    if (entry.kind === 'beat' || entry.kind === 'epoch') places.add(entry.node).add(entry.claim);
  }
  return places;
}
