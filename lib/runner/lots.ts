import { connect } from '../cluster/api.ts';
import { type Lot, lotsOf } from '../cluster/lots.ts';
import type { Cluster } from '../model/cluster.ts';
import type { FoundScenario } from './find-scenarios.ts';
import type { RunRequest } from './run.ts';
import type { Harm } from './schedule.ts';

/** Where a story's pods may run, and what of the cluster its witnesses have to look at. */
export interface Place {
  readonly lot: Lot;
  /** Nodes of another lot may be off just then. */
  readonly cluster: Cluster;
}

/** Who plays where, so that a node is hurt under those alone who reckon with it. */
export interface Lots {
  harmOf(found: FoundScenario): Harm;
  /** Asked when a story begins; null: anywhere. */
  lotOf(found: FoundScenario): Place | null;
  ended(found: FoundScenario): void;
}

/**
 * Lots are kept apart for as long as a story that hurts nodes is still to come or to end. Where the
 * nodes are not told apart, such a story is played alone, like one that hurts the whole cluster.
 */
export async function lotsFor({ cluster, scenarios }: RunRequest): Promise<Lots> {
  const lots = cluster.radius ? null : await lotsOf(connect(cluster));
  const harmOf = ({ scenario }: FoundScenario): Harm => {
    if (!scenario.exclusive) return 'nobody';
    return scenario.hurtsOnlyNodes && lots ? 'its nodes' : 'everybody';
  };
  const isBeside = scenarios.some((found) => harmOf(found) === 'nobody');
  const rough = new Set(scenarios.filter((found) => harmOf(found) === 'its nodes'));
  return {
    harmOf,
    lotOf(found) {
      const harm = harmOf(found);
      if (!lots || rough.size === 0 || !isBeside || harm === 'everybody') return null;
      const lot = harm === 'its nodes' ? 'rough' : 'calm';
      const nodes = cluster.nodes.filter(
        ({ name, role }) => role === 'control-plane' || lots[lot].includes(name),
      );
      return { lot, cluster: { ...cluster, nodes } };
    },
    ended: (found) => void rough.delete(found),
  };
}
