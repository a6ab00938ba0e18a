import type { History } from '../../model/entry.ts';
import { endOf } from '../../model/history.ts';
import { type Gap, gapsOf } from '../../model/history-gaps.ts';
import { setTimelinesOf, statesDuring } from '../../model/timeline.ts';
import { podStatesOf, wasLately } from '../lately.ts';
import { isSilent, silencesOf } from '../silences.ts';
import { SLACK } from '../slack.ts';
import { type BudgetEntry, selects } from './evictions.ts';

export interface WrongSum {
  readonly says: string;
  /** What forbids to say so. */
  readonly gap: Gap | null;
}

/** Looks at what a budget's controller wrote: whom it counts as healthy, and what follows. */
export function wrongSumsBy(history: History) {
  const gaps = gapsOf(history);
  const silences = silencesOf(history);
  const pods = podStatesOf(history);
  const sets = setTimelinesOf(history);
  const end = endOf(history);

  const healthy = (budget: BudgetEntry): WrongSum | null => {
    const { name, currentHealthy, at, clock } = budget;
    const most = pods.filter((states) =>
      wasLately(states, budget, (pod) => selects(budget, pod) && pod.ready && !pod.deleting),
    ).length;
    if (currentHealthy <= most || isSilent(silences, at, at)) return null;
    const from = { clock, at: at - SLACK.staleSpecMs };
    const gap = gaps.over({ on: ['pdb', 'pod'], from, to: budget });
    return { says: `${name} counts ${currentHealthy} healthy, and there were ${most}`, gap };
  };

  /** A budget whose controller cannot find out whom to expect allows nobody: that is no sum. */
  const isClear = (budget: BudgetEntry, until: number) =>
    pods.every((states) =>
      statesDuring(states, budget.at, until)
        .filter((pod) => selects(budget, pod))
        .every(({ owner }) =>
          sets.some(({ uid, gone }) => uid === owner?.uid && !(gone && gone.at <= until)),
        ),
    );

  const allowed = (budget: BudgetEntry, next: BudgetEntry | undefined): WrongSum | null => {
    const { name, disruptionsAllowed, disruptedPods, at } = budget;
    const due = dueOf(budget);
    const says = `${name} allows ${disruptionsAllowed} disruptions where ${due} are due`;
    if (disruptionsAllowed > due) return { says, gap: null };
    const until = next?.at ?? end;
    // An eviction that is granted takes one off at once, and whoever counts does so later.
    const isCounted = Object.keys(disruptedPods).length === 0 && !isSilent(silences, at, until);
    const isLasting = until - at >= SLACK.budgetLagMs && isCounted;
    if (disruptionsAllowed === due || !isLasting || !isClear(budget, until)) return null;
    const to = { clock: budget.clock, at: until };
    return { says, gap: gaps.over({ on: ['pdb', 'set', 'pod'], from: budget, to }) };
  };

  return (states: readonly BudgetEntry[], place: number): readonly WrongSum[] => {
    const budget = states[place];
    if (!budget) return [];
    return [healthy(budget), allowed(budget, states[place + 1])].filter((sum) => sum !== null);
  };
}

function dueOf({ expectedPods, currentHealthy, desiredHealthy }: BudgetEntry): number {
  return expectedPods > 0 ? Math.max(0, currentHealthy - desiredHealthy) : 0;
}
