import { connect } from '../cluster/api.ts';
import { hasLots, type Lot } from '../cluster/lots.ts';
import type { FoundScenario } from './find-scenarios.ts';
import type { RunRequest } from './run.ts';
import type { Harm } from './schedule.ts';

/** Who plays where, so that a node is hurt under those alone who reckon with it. */
export interface Lots {
  harmOf(found: FoundScenario): Harm;
  /** Asked when a story begins; null: anywhere. */
  lotOf(found: FoundScenario): Lot | null;
  ended(found: FoundScenario): void;
}

/**
 * Lots are kept apart for as long as a story that hurts nodes is still to come or to end. Where the
 * nodes are not told apart, such a story is played alone, like one that hurts the whole cluster.
 */
export async function lotsFor({ cluster, scenarios }: RunRequest): Promise<Lots> {
  const areTold = !cluster.radius && (await hasLots(connect(cluster)));
  const harmOf = ({ scenario }: FoundScenario): Harm => {
    if (!scenario.exclusive) return 'nobody';
    return scenario.hurtsOnlyNodes && areTold ? 'its nodes' : 'everybody';
  };
  const isBeside = scenarios.some((found) => harmOf(found) === 'nobody');
  const rough = new Set(scenarios.filter((found) => harmOf(found) === 'its nodes'));
  return {
    harmOf,
    lotOf(found) {
      const harm = harmOf(found);
      if (rough.size === 0 || !isBeside || harm === 'everybody') return null;
      return harm === 'its nodes' ? 'rough' : 'calm';
    },
    ended: (found) => void rough.delete(found),
  };
}
