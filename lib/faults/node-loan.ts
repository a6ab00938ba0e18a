import type { Cluster } from '../model/cluster.ts';
import type { Known, Lease, Loan, Params, Proof } from '../model/fault.ts';
import { allEnded } from '../support/all-ended.ts';
import {
  armTimer,
  disarmTimer,
  renewTimer,
  type TimerPlace,
  timerState,
} from './dead-man-timer.ts';

type Optional = 'ways' | 'undoneLimit' | 'inForceLimit';

/** A loan whose harm is a state of nodes, with a timer on each of them. */
export interface NodeLoan<P extends Params> extends Known, Pick<Loan<P>, Optional> {
  /** Where timers stand and what they undo; the first is the one that says whether it fired. */
  placesOf(cluster: Cluster, params: P): Places;
  /** What the harm needs and is none itself: it comes before the lease, which it may outlast. */
  prepare?(cluster: Cluster, params: P): Promise<void>;
  /** Comes when every timer runs. */
  harm(cluster: Cluster, params: P, task: Harm): Promise<void>;
  isInForce(cluster: Cluster, params: P): Promise<Proof>;
  /** Whether the harm is gone; what is left of the timers is looked for beside it. */
  isOver(cluster: Cluster, params: P): Promise<Proof>;
  /** What the harm needs again and again to go on, if anything. */
  keepUp?(cluster: Cluster, params: P): Promise<void>;
}

export type Places = readonly [TimerPlace, ...TimerPlace[]];

export interface Harm {
  readonly place: TimerPlace;
  readonly lease: Lease;
}

/** What every loan on nodes does in the same way: timers before the harm, and after it no trace. */
export function nodeLoan<P extends Params>(spec: NodeLoan<P>): Loan<P> {
  const { name, needs, reach, permissions, ways, undoneLimit, inForceLimit } = spec;
  return {
    kind: 'loan',
    ...{ name, needs: ['node-exec', ...needs] },
    ...(reach ? { reach } : {}),
    ...(permissions ? { permissions } : {}),
    ...(ways ? { ways } : {}),
    ...(undoneLimit ? { undoneLimit } : {}),
    ...(inForceLimit ? { inForceLimit } : {}),

    async inject(cluster, params, lease) {
      const places = spec.placesOf(cluster, params);
      await spec.prepare?.(cluster, params);
      await allEnded(places.map((place) => armTimer(place, lease)));
      await spec.harm(cluster, params, { place: places[0], lease });
    },

    async renew(cluster, params, lease) {
      const places = spec.placesOf(cluster, params);
      await Promise.all(places.map((place) => renewTimer(place, lease)));
      await spec.keepUp?.(cluster, params);
    },

    isInForce: (cluster, params) => spec.isInForce(cluster, params),

    async undo(cluster, params) {
      await allEnded(spec.placesOf(cluster, params).map(disarmTimer));
    },

    async isUndone(cluster, params) {
      const states = await Promise.all(spec.placesOf(cluster, params).map(timerState));
      const traces = states.flatMap((state) => state.traces);
      const over = await spec.isOver(cluster, params);
      return {
        holds: over.holds && traces.length === 0,
        says: `${over.says}; left of the timer: ${traces.join(', ') || 'nothing'}`,
      };
    },

    async hasFired(cluster, params) {
      return (await timerState(spec.placesOf(cluster, params)[0])).fired;
    },
  };
}

/**
 * The end of a script that did harm, with the lease's `folder` and the `undo`. The lease is looked
 * for after the harm: one that is there means a timer whose undo is still to come.
 */
export const UNLESS_LATE = `[ -e "$folder/lease" ] && exit 0
bash -c "$undo"
echo "the lease ran out before the harm was done" >&2
exit 1`;
