import type { History } from '../model/entry.ts';
import type { StatefulPromise } from '../model/promise.ts';
import { promises as catalogue } from '../promises/index.ts';
import { SLACK } from '../promises/slack.ts';
import { evidenceIn, judgeHistory, judgePromise } from './judge.ts';

/** A promise that would be called violated if the tolerances of its checker were smaller. */
export interface Margin {
  readonly promise: string;
  /** The largest of the tried shares of the tolerances at which it alarms. */
  readonly share: number;
  /** The tolerance that makes the difference alone; null where several do together. */
  readonly tolerance: string | null;
  readonly says: string;
}

const TOLERANCES = Object.keys(SLACK);

/**
 * How near the verdicts of a history are to a false alarm. A checker that holds by a hair holds
 * until the host is a little slower, and then a night is lost over nothing.
 */
export function marginsOf(
  history: History,
  shares: readonly number[],
  promises: readonly StatefulPromise[] = catalogue,
): readonly Margin[] {
  const known = new Set(violatedIn(history, promises).map(({ promise }) => promise));
  return [...shares]
    .sort((one, other) => other - one)
    .flatMap((share) => {
      const found = withTolerances(share, TOLERANCES, () => violatedIn(history, promises)).filter(
        ({ promise }) => !known.has(promise),
      );
      return found.map(({ promise, says }) => {
        known.add(promise);
        const own = promises.filter(({ id }) => id === promise);
        const alone = TOLERANCES.find((name) =>
          withTolerances(share, [name], () => own.some((one) => alarms(one, history))),
        );
        return { promise, share, tolerance: alone ?? null, says };
      });
    });
}

function violatedIn(history: History, promises: readonly StatefulPromise[]) {
  return judgeHistory(fresh(history), { promises }).flatMap(({ promise, violations: [first] }) =>
    first ? [{ promise, says: first.says }] : [],
  );
}

function alarms(promise: StatefulPromise, history: History): boolean {
  return judgePromise(promise, evidenceIn(fresh(history))).violations.length > 0;
}

/** What is known of a history is kept by its identity, and some of it was found by tolerances. */
function fresh(history: History): History {
  return [...history];
}

function withTolerances<Value>(share: number, names: readonly string[], work: () => Value): Value {
  const tolerances: Record<string, number> = SLACK;
  const before = { ...SLACK };
  try {
    for (const name of names) tolerances[name] = Math.round((tolerances[name] ?? 0) * share);
    return work();
  } finally {
    Object.assign(tolerances, before);
  }
}
