import type { Cluster } from '../model/cluster.ts';
import type { Known, Loan, Params, Proof } from '../model/fault.ts';
import { HarnessError } from '../support/errors.ts';
import { renewTimer } from './dead-man-timer.ts';
import { nodeLoan } from './node-loan.ts';
import { controlPlaneOf } from './node-program.ts';

/** A loan whose harm is a state of objects in the API. */
export interface ApiLoan<P extends Params> extends Known, Pick<Loan<P>, 'ways'> {
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
  const { targetOf, undoLine, harm, left, ...known } = spec;
  return nodeLoan<P>({
    ...known,

    placesOf: (cluster, params) => [
      {
        node: controlPlaneOf(cluster),
        name: `${spec.name}@${targetOf(params)}`,
        undo: `${KUBECTL}\n${undoLine(params)}`,
      },
    ],

    async harm(cluster, params, { place, lease }) {
      await harm(cluster, params);
      // Refused when the timer gave up meanwhile: its undo may have come before the harm.
      await renewTimer(place, lease);
    },

    async isOver(cluster, params) {
      const traces = await left(cluster, params);
      return { holds: traces.length === 0, says: `left behind: ${traces.join(', ') || 'nothing'}` };
    },
  });
}

/** A name as the API makes them: safe to stand in a line of shell. */
export function plainName(name: string): string {
  if (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name)) return name;
  throw new HarnessError({ what: `"${name}" is no name of an object` });
}
