import { type Api, orNull } from './api.ts';

/**
 * The workers of a cluster of ours lie in two lots, from its creation on: in the rough one nodes
 * are hurt while other stories go on in the calm one.
 */
export type Lot = 'calm' | 'rough';

export const LOT_LABEL = 'steadfast.dev/lot';

/** The API server gives each pod of a namespace with this annotation that node selector. */
const SELECTOR = 'scheduler.alpha.kubernetes.io/node-selector';

export function lotAnnotations(lot: Lot): Record<string, string> {
  return { [SELECTOR]: `${LOT_LABEL}=${lot}` };
}

/** As in kind-config.yaml: a node that is hurt leaves one of its lot to move to. */
export function lotOfWorker(place: number, workers: number): Lot {
  return place < Math.max(1, workers - 2) ? 'calm' : 'rough';
}

/** Names of nodes, by the lot they are in. */
export type NodesOfLots = Readonly<Record<Lot, readonly string[]>>;

/** Null unless nodes are told apart, with room for a member to move to when its node is hurt. */
export async function lotsOf({ core }: Api): Promise<NodesOfLots | null> {
  const listed = await orNull(core.listNode({ labelSelector: LOT_LABEL }));
  const inLot = (wanted: Lot) =>
    (listed?.items ?? [])
      .filter(({ metadata }) => metadata?.labels?.[LOT_LABEL] === wanted)
      .flatMap(({ metadata }) => metadata?.name ?? []);
  const lots = { calm: inLot('calm'), rough: inLot('rough') };
  return lots.calm.length >= 1 && lots.rough.length >= 2 ? lots : null;
}
