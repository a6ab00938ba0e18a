import type { Cluster } from '../model/cluster.ts';
import type { Known, Loan, Params, Proof } from '../model/fault.ts';
import { HarnessError } from '../support/errors.ts';
import {
  armTimer,
  disarmTimer,
  renewTimer,
  type TimerPlace,
  timerState,
} from './dead-man-timer.ts';

/** A loan whose harm is a state of objects in the API. */
export interface ApiLoan<P extends Params> extends Known {
  /** Tells the targets of one fault apart: letters, digits, dots and dashes. */
  targetOf(params: P): string;
  /** A line of shell with `k` for kubectl; it ends the harm and succeeds when there is none. */
  undoLine(params: P): string;
  harm(cluster: Cluster, params: P): Promise<void>;
  isInForce(cluster: Cluster, params: P): Promise<Proof>;
  /** What of the harm is still in the API, in words. */
  left(cluster: Cluster, params: P): Promise<readonly string[]>;
  /** What the harm needs again and again to go on, if anything. */
  keepUp?(cluster: Cluster, params: P): Promise<void>;
}

const KUBECTL = `k() {
  kubectl --kubeconfig /etc/kubernetes/admin.conf --request-timeout=10s "$@"
}`;

/**
 * Its timer runs on the control plane's node with that node's own credentials: it needs neither the
 * runner nor a pod, and it is gone from there as soon as the loan is paid back.
 */
export function apiLoan<P extends Params>(spec: ApiLoan<P>): Loan<P> {
  const { name, needs, reach, permissions } = spec;
  const placeOf = (cluster: Cluster, params: P): TimerPlace => ({
    node: controlPlaneOf(cluster),
    name: `${name}@${spec.targetOf(params)}`,
    undo: `${KUBECTL}\n${spec.undoLine(params)}`,
  });
  return {
    kind: 'loan',
    ...{ name, needs: ['node-exec', ...needs] },
    ...(reach ? { reach } : {}),
    ...(permissions ? { permissions } : {}),

    async inject(cluster, params, lease) {
      const place = placeOf(cluster, params);
      await armTimer(place, lease);
      await spec.harm(cluster, params);
      // Refused when the timer gave up meanwhile: its undo may have come before the harm.
      await renewTimer(place, lease);
    },

    async renew(cluster, params, lease) {
      await renewTimer(placeOf(cluster, params), lease);
      await spec.keepUp?.(cluster, params);
    },

    isInForce: (cluster, params) => spec.isInForce(cluster, params),
    undo: (cluster, params) => disarmTimer(placeOf(cluster, params)),

    async isUndone(cluster, params) {
      const { traces } = await timerState(placeOf(cluster, params));
      const left = [...traces, ...(await spec.left(cluster, params))];
      return { holds: left.length === 0, says: `left behind: ${left.join(', ') || 'nothing'}` };
    },

    async hasFired(cluster, params) {
      return (await timerState(placeOf(cluster, params))).fired;
    },
  };
}

function controlPlaneOf({ nodes }: Cluster) {
  const node = nodes.find(({ role }) => role === 'control-plane');
  if (node) return node;
  throw new HarnessError({ what: 'the cluster shows no control plane to keep a timer on' });
}

/** A name as the API makes them: safe to stand in a line of shell. */
export function plainName(name: string): string {
  if (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name)) return name;
  throw new HarnessError({ what: `"${name}" is no name of an object` });
}
