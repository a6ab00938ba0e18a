import type { History } from './entry.ts';

/** A point in time as a witness wrote it down, on the witness's own clock. */
export interface Instant {
  readonly clock: string;
  readonly at: number;
}

/** The same point on the runner's clock: somewhere between these two. */
export interface Moment {
  readonly earliest: number;
  readonly latest: number;
}

export type Order = 'before' | 'after' | 'unsure';

export interface Clocks {
  /** Null when nobody measured that clock: then nothing on it can be placed on the runner's. */
  moment(instant: Instant): Moment | null;
  order(one: Instant, other: Instant): Order;
  /** Milliseconds that certainly passed from one instant to the other; negative when none did. */
  between(one: Instant, other: Instant): number | null;
}

const RUNNER = 'runner';

/**
 * Two nodes' clocks are compared by way of the runner's, and each comparison is widened by all that
 * was ever measured of both: the errors of each measurement and the drift between the first and
 * the last. An order that this leaves open is unsure, and nothing may be concluded from it.
 */
export function clocksOf(history: History): Clocks {
  const offsets = measuredOffsets(history);

  const moment = ({ clock, at }: Instant): Moment | null => {
    if (clock === RUNNER) return { earliest: at, latest: at };
    const offset = offsets.get(clock);
    return offset ? { earliest: at + offset.earliest, latest: at + offset.latest } : null;
  };

  const between = (one: Instant, other: Instant): number | null => {
    if (one.clock === other.clock) return other.at - one.at;
    const [from, to] = [moment(one), moment(other)];
    return from && to ? to.earliest - from.latest : null;
  };

  return {
    moment,
    between,
    order(one, other) {
      if ((between(one, other) ?? 0) > 0) return 'before';
      if ((between(other, one) ?? 0) > 0) return 'after';
      return 'unsure';
    },
  };
}

/** For each clock, the least and the most that has to be added to reach the runner's clock. */
function measuredOffsets(history: History): ReadonlyMap<string, Moment> {
  const offsets = new Map<string, Moment>();
  for (const entry of history) {
    if (entry.kind !== 'step' || entry.step !== 'clock') continue;
    const { offsetMs, errorMs } = entry.facts;
    if (typeof offsetMs !== 'number' || typeof errorMs !== 'number') continue;
    const known = offsets.get(entry.name);
    offsets.set(entry.name, {
      earliest: Math.min(known?.earliest ?? Number.POSITIVE_INFINITY, offsetMs - errorMs),
      latest: Math.max(known?.latest ?? Number.NEGATIVE_INFINITY, offsetMs + errorMs),
    });
  }
  return offsets;
}
