import type { History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { type Component, outagesOf } from '../../model/history-faults.ts';
import { SLACK } from '../slack.ts';

/** A time in which the endpoints may be older than the pods, on the runner's clock. */
export interface Silence {
  readonly from: number;
  readonly to: number;
}

/** Who has to be there for a change of a pod to reach the endpoints. */
const TELLERS: readonly Component[] = ['controller-manager', 'api-server', 'etcd'];

/** Without them the resolver hears of nothing, and asks again at ever longer intervals. */
export const RESOLVER_TELLERS: readonly Component[] = ['api-server', 'etcd'];

/**
 * Endpoints are written by a controller through the API: while one of the two is away nobody tells
 * of anything. A fault begins to bite before it is proved, and work is resumed some time after it.
 */
export function silencesOf(
  history: History,
  tellers: readonly Component[] = TELLERS,
): readonly Silence[] {
  const begun = entriesOf(history, 'fault').filter(({ phase }) => phase === 'injecting');
  return tellers.flatMap((component) =>
    outagesOf(history, component).map(({ fault, inForce, undone }) => {
      const since = begun.findLast((one) => one.fault === fault && one.at <= inForce.at);
      const to = undone ? undone.at + SLACK.endpointsNeverMs : Number.POSITIVE_INFINITY;
      return { from: since?.at ?? inForce.at, to };
    }),
  );
}

/** Whether any of them overlaps a stretch; one without an end goes on to the end. */
export function isSilent(silences: readonly Silence[], from: number, to: number | null): boolean {
  return silences.some((one) => one.from <= (to ?? Number.POSITIVE_INFINITY) && one.to >= from);
}
