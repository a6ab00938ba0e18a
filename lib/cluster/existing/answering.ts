import type { ClusterAddress } from '../../model/cluster.ts';
import { HarnessError, messageOf } from '../../support/errors.ts';
import { type Api, connect, refusalOf } from '../api.ts';

export interface Answering {
  readonly api: Api;
  /** As its API server tells it, such as v1.36.3. */
  readonly version: string;
}

/** The API of a cluster that somebody else keeps: it may be away, or know nothing of this user. */
export async function answering(address: ClusterAddress): Promise<Answering> {
  const api = connect(address);
  const { gitVersion } = await api.version.getCode().catch((error: unknown) => {
    const refused = refusalOf(error);
    throw new HarnessError({
      what: refused
        ? `the API server of context ${address.context} refuses this user`
        : `the API server of context ${address.context} does not answer`,
      lastSeen: refused ? `${refused.code} ${refused.says}` : rootOf(error),
      tryThis: `kubectl --kubeconfig ${address.kubeconfig} --context ${address.context} version`,
    });
  });
  return { api, version: gitVersion };
}

/** A connection that fails says why in what caused it, and nothing by itself. */
function rootOf(error: unknown): string {
  const { cause } = error instanceof Error ? error : { cause: undefined };
  return cause === undefined ? messageOf(error) : rootOf(cause);
}
