import type { KubernetesObject } from '@kubernetes/client-node';
import type { ApiProbe } from './api-probe.ts';
import type { Capability } from './cluster.ts';
import type { History } from './entry.ts';
import type { Blow, Loan, Params } from './fault.ts';
import type { ObjectProbe } from './object-probe.ts';
import type { Load } from './system.ts';
import type { Deployment, Workload } from './workload.ts';

export type Suite = 'conformance' | 'chaos' | 'known-bad' | 'workloads';

/** A story. Its body is plain code, and each verb of the world records itself. */
export interface Scenario {
  readonly title: string;
  readonly hypothesis: string;
  readonly suite: Suite;
  readonly workload: Workload;
  readonly needs: readonly Capability[];
  /** Ids of the promises this story must put to the test; all others are judged on it too. */
  readonly tries: readonly string[];
  /** True when it hurts a node or the control plane: such stories run one at a time. */
  readonly exclusive: boolean;
  /** Of an exclusive one: it hurts only nodes, so it may go on beside stories on other nodes. */
  readonly hurtsOnlyNodes?: true;
  /** Of an exclusive one: for a while nobody can ask the API, so others are played in between. */
  readonly takesApiAway?: true;
  readonly deadlineMs: number;
  /** The faults it will use: the plan that is printed first draws their victims from the seed. */
  readonly faults: readonly PlannedFault[];
  run(world: World): Promise<void>;
}

export interface PlannedFault {
  readonly fault: string;
  /** The ordinals one of which the seed picks, from the first up to and without the last. */
  readonly among: { readonly from: number; readonly below: number };
}

/** The verbs a story may use. */
export interface World {
  /** The ordinal that the plan drew for this fault. */
  victimOf(fault: string): number;
  /** Brings the workload up for the first time and waits until it has converged. */
  start(): Promise<void>;
  /** Waits until the set is what its spec says, by the API's own account and from every pod. */
  settle(): Promise<void>;
  scaleTo(replicas: number): Promise<void>;
  /** Changes the pod template, by an annotation, under an update partition. */
  rollOut(options: { readonly updatePartition: number }): Promise<void>;
  setUpdatePartition(updatePartition: number): Promise<void>;
  /** Changes the set's spec by a merge patch and waits until its controller has seen it. */
  edit(what: string, spec: object): Promise<void>;
  /** Writes the set as it is: put back as read, merged, and applied by the server. */
  reapply(): Promise<void>;
  /** Applies the manifest as it was first written, replicas and all. */
  applyManifest(): Promise<void>;
  /** Goes back to the template of the last revision but one, as `kubectl rollout undo` does. */
  undoRollout(): Promise<void>;
  /** Writes down what `kubectl rollout status` says; does nothing where no node can be entered. */
  askRolloutStatus(): Promise<void>;
  /** Waits until the members at or above the update partition run the newest revision, Ready. */
  rolledOut(): Promise<void>;
  deleteSet(): Promise<void>;
  recreateSet(): Promise<void>;
  /** The node a member runs on now, as the API says. */
  nodeOf(ordinal: number): Promise<string>;
  /** Waits until the successor of the incarnation that was struck is Ready. */
  replaced(ordinal: number): Promise<void>;
  /** Waits until the struck incarnation's container runs again, in the same pod, and is Ready. */
  restarted(ordinal: number): Promise<void>;
  /** Waits until the member's pod carries a deletionTimestamp. */
  terminating(ordinal: number): Promise<void>;
  /** Waits until every member has synced and been answered for at least so many more records. */
  writes(records: number): Promise<void>;
  /** Waits until every member's stable name has been looked up well after it became Ready. */
  resolvable(): Promise<void>;
  /** Lets the trouble go on while all witnesses watch; the reason goes into the history. */
  watchFor(ms: number, why: string): Promise<void>;
  /** Creates objects of the story's own, beside the workload. */
  create(build: (deployment: Deployment) => readonly KubernetesObject[]): Promise<Created>;
  /** Allows the namespace no more than so many of some kinds, until the quota is removed. */
  limit(name: string, hard: Readonly<Record<string, string>>): Promise<void>;
  /** A merge patch, as a user would send it. */
  patch(resource: ObjectKind, name: string, body: object): Promise<void>;
  /** Writes into the status of a pod; conditions are merged by their type. */
  patchStatus(pod: string, status: object): Promise<void>;
  /** Adds an owner beside those that an object has. */
  addOwner(resource: ObjectKind, name: string, owner: object): Promise<void>;
  remove(resource: ObjectKind, name: string, options?: RemoveOptions): Promise<void>;
  /** Waits until the history shows something; until then `lacks` says what is missing. */
  until(what: string, lacks: (history: History) => string | null): Promise<void>;
  /** Lists or deletes all objects of a kind that carry a label, and nothing else. */
  byLabel(verb: 'list' | 'delete', resource: ObjectKind, selector: string): Promise<void>;
  /** Asks the API server about a set without members, and writes down what it answers. */
  ask(probes: readonly ApiProbe[]): Promise<void>;
  /** The same about the story's own set and what belongs to it. */
  askAbout(probes: readonly ObjectProbe[]): Promise<void>;
  /** Asks the eviction API for these pods, all at once; answers with those that were granted. */
  evict(pods: readonly string[]): Promise<readonly string[]>;
  /** Takes a token of the namespace's account that is bound to a member's pod as it is now. */
  takeToken(ordinal: number): Promise<HeldToken>;
  /** Asks the API server who its bearer is, and writes down whether it was believed. */
  tryToken(token: HeldToken): Promise<void>;
  strike<P extends Params>(blow: Blow<P>, params: P): Promise<void>;
  /** Strikes at a member: fills in namespace, pod name, uid and node of the ordinal. */
  strikeMember(blow: Blow<MemberParams>, ordinal: number): Promise<void>;
  /** Strikes at all members that there are, and at their set. */
  strikeSet(blow: Blow<SetParams>): Promise<void>;
  /** What a loan on this story's namespace or set has to know. */
  here(): { readonly namespace: string; readonly set: string };
  /** The node that the control plane runs on, where the cluster shows it. */
  controlPlane(): string;
  /** What a fault at a member has to know, as the member is now. */
  memberParams(ordinal: number): MemberParams;
  /** Lets clients work on the system while the body goes on, and ends with their last answers. */
  underLoad(load: Load, body: () => Promise<void>): Promise<void>;
  /** Lets k6 put the system's own script to its members while the body goes on. */
  underK6(body: () => Promise<void>): Promise<void>;
  /** Waits until the system has acknowledged so many more writes of any client. */
  accepts(writes: number): Promise<void>;
  /** Reads keys through each of these members, as soon as it answers; null: all ever written. */
  readBack(members: readonly number[], keys: readonly string[] | null): Promise<void>;
  /** Waits until the write that was acknowledged last shows through each of these members. */
  reaches(members: readonly number[]): Promise<void>;
  /** The member that leads, by its own word; with `besides`, another one than that, in its time. */
  leader(besides?: number): Promise<number>;
  under<P extends Params>(loan: Loan<P>, params: P, body: () => Promise<void>): Promise<void>;
}

/** The kinds of object that a story may handle by name, as the API writes them in its paths. */
export type ObjectKind =
  | 'pods'
  | 'persistentvolumeclaims'
  | 'configmaps'
  | 'services'
  | 'serviceaccounts'
  | 'resourcequotas'
  | 'limitranges'
  | 'poddisruptionbudgets'
  | 'statefulsets'
  | 'controllerrevisions';

/** A token by the pod that it is bound to; what it reads is known to the world alone. */
export interface HeldToken {
  readonly pod: string;
  readonly uid: string;
}

/** Uids of what was created, by name. */
export type Created = Readonly<Record<string, string>>;

export interface RemoveOptions {
  readonly propagation?: 'Background' | 'Foreground' | 'Orphan';
  readonly graceSeconds?: number;
}

/** A member as a blow needs to know it. */
export type MemberParams = {
  readonly namespace: string;
  readonly pod: string;
  readonly uid: string;
  readonly node: string;
};

/** A whole set as a blow needs to know it; uids in the order of the pods. */
export type SetParams = {
  readonly namespace: string;
  readonly set: string;
  readonly pods: readonly string[];
  readonly uids: readonly string[];
};

export const seconds = (n: number) => n * 1000;
export const minutes = (n: number) => n * 60_000;
