import type { Level } from '../model/promise.ts';
import { promises } from '../promises/index.ts';
import type { FoundScenario } from '../runner/find-scenarios.ts';

/** How much of the catalogue a run puts to the test. */
export const PROFILES = ['core', 'extended', 'all'] as const;
export type Profile = (typeof PROFILES)[number];

const LEVELS: Readonly<Record<Exclude<Profile, 'all'>, readonly Level[]>> = {
  core: ['MUST'],
  extended: ['MUST', 'SHOULD'],
};

/** Alone on the cluster is what costs a run most of its time. */
const COST_ALONE = 3;

/** As few stories as put every promise of a profile to the test; the whole of it is all stories. */
export function ofProfile(
  stories: readonly FoundScenario[],
  profile: Profile,
): readonly FoundScenario[] {
  if (profile === 'all') return stories;
  const wanted = promises.filter(({ level }) => LEVELS[profile].includes(level));
  return fewestThatTry(
    wanted.map(({ id }) => id),
    stories,
  );
}

/** Always the story next that tries most of what is left, for its cost; what none tries is left. */
export function fewestThatTry(
  ids: readonly string[],
  stories: readonly FoundScenario[],
): readonly FoundScenario[] {
  const left = new Set(ids);
  const worth = ({ scenario }: FoundScenario) => {
    const cost = scenario.exclusive ? COST_ALONE : 1;
    return scenario.tries.filter((id) => left.has(id)).length / cost;
  };
  const chosen = new Set<FoundScenario>();
  for (;;) {
    const best = stories.reduce<FoundScenario | null>(
      (one, other) => (one === null || worth(other) > worth(one) ? other : one),
      null,
    );
    if (!best || worth(best) === 0) return stories.filter((story) => chosen.has(story));
    chosen.add(best);
    for (const id of best.scenario.tries) left.delete(id);
  }
}
