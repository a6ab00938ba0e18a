import type { Permission, Reach } from './blast-radius.ts';
import type { Capability, Cluster } from './cluster.ts';

/** What survives a trip through JSON, so that another process can undo what this one did. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };
export type Params = { readonly [key: string]: Json };

/** Proof of effect, or of its absence: looked up on the cluster, never in our own memory. */
export interface Proof {
  readonly holds: boolean;
  readonly says: string;
}

/** What a cluster that is not ours is told of a fault before it is let in. */
export interface Known {
  readonly name: string;
  readonly needs: readonly Capability[];
  /** Absent for a fault that hits a node: whoever does not say is taken to reach far. */
  readonly reach?: Reach;
  /** What its user must be allowed, beyond what every run needs. */
  readonly permissions?: readonly Permission[];
}

/** Harm that happens in an instant and cannot be taken back: no debt, but a convergence check. */
export interface Blow<P extends Params> extends Known {
  readonly kind: 'blow';
  strike(cluster: Cluster, params: P): Promise<Struck>;
}

export interface Struck {
  readonly says: string;
  /** Promises that this blow excuses, and the pods it excuses them for. */
  readonly excuses: readonly string[];
  readonly podUids: readonly string[];
}

/**
 * Harm that lasts until it is paid back. `undo` works by name: twice, after half an `inject`,
 * without any `inject`, and from a process that never saw it begin.
 */
export interface Loan<P extends Params> extends Known {
  readonly kind: 'loan';
  /** Arms a timer where the harm is, before the harm: it undoes the fault if nobody renews it. */
  inject(cluster: Cluster, params: P, lease: Lease): Promise<void>;
  /** Tells the timer that the runner is alive. */
  renew(cluster: Cluster, params: P, lease: Lease): Promise<void>;
  isInForce(cluster: Cluster, params: P): Promise<Proof>;
  undo(cluster: Cluster, params: P): Promise<void>;
  isUndone(cluster: Cluster, params: P): Promise<Proof>;
  /** Whether the timer has undone the fault by itself; `undo` removes what it says so by. */
  hasFired(cluster: Cluster, params: P): Promise<Proof>;
  /** The ways in which the harm can be done; `params.way` names one of them. */
  readonly ways?: readonly string[];
  /** The name of the limit within which it is undone, where it is not that of the others. */
  readonly undoneLimit?: 'undoneMs' | 'startedAgainMs' | 'controlPlaneBackMs';
  /** The same for its proof of effect. */
  readonly inForceLimit?: 'inForceMs' | 'controlPlaneBackMs';
}

export interface Lease {
  /** The debt's id: names the timer. */
  readonly id: string;
  readonly seconds: number;
}
