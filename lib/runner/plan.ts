import type { Suite } from '../model/scenario.ts';
import { seeded } from '../support/random.ts';
import type { FoundScenario } from './find-scenarios.ts';

export interface PlannedStory {
  readonly id: string;
  readonly title: string;
  readonly hypothesis: string;
  readonly suite: Suite;
  readonly tries: readonly string[];
  readonly faults: readonly { readonly fault: string; readonly member: number }[];
  readonly exclusive: boolean;
  readonly beatMs: number;
}

/**
 * Every draw of a run is made before its first action. The plan depends on the seed and the
 * stories alone, so equal seeds give byte-identical plans whatever the cluster does.
 */
export function planOf(seed: string, scenarios: readonly FoundScenario[]): PlannedStory[] {
  return scenarios.map(({ id, scenario }) => {
    const next = seeded(`${seed} ${id}`);
    return {
      id,
      title: scenario.title,
      hypothesis: scenario.hypothesis,
      suite: scenario.suite,
      tries: scenario.tries,
      faults: scenario.faults.map(({ fault, among }) => ({
        fault,
        member: among.from + Math.floor(next() * (among.below - among.from)),
      })),
      exclusive: scenario.exclusive,
      beatMs: scenario.workload.beatMs,
    };
  });
}

/** The plan as it is printed: a line a story, and a line a fault. */
export function planText(seed: string, plan: readonly PlannedStory[]): string {
  const lines = [`seed ${seed}`];
  plan.forEach((story, index) => {
    lines.push(`${String(index + 1).padStart(2)}. ${story.id}: ${story.title}`);
    for (const fault of story.faults) lines.push(`      ${faultText(fault)}`);
  });
  return `${lines.join('\n')}\n`;
}

export function faultText(planned: PlannedStory['faults'][number]): string {
  return `${planned.fault} at member ${planned.member}`;
}
