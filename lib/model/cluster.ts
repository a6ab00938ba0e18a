import type { BlastRadius } from './blast-radius.ts';

/** What a provider can do. Code asks whether a capability is there, never which provider it is. */
export const CAPABILITIES = [
  'node-exec',
  'node-network-split',
  'audit-log',
  'container-runtime-events',
  'volume-read',
  'shared-storage',
  'cluster-dns',
  'attachable-volumes',
  'cluster-read',
  'link-toxics',
  'max-unavailable',
  'node-power',
  'gate-flip',
  'upgrade',
  'node-registration',
  'slow-disk',
  'second-api-server',
  'own-disks',
  'k6',
  'k6-disruptor',
] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** What no cluster of our own has: its volumes are folders, and none is ever attached to a node. */
const LACKING: Capability = 'attachable-volumes';
/** Those that a feature gate decides on, by the gate: probed, and never taken for granted. */
export const GATED: Readonly<Partial<Record<Capability, string>>> = {
  'max-unavailable': 'MaxUnavailableStatefulSet',
};
export const OWN_CAPABILITIES: readonly Capability[] = CAPABILITIES.filter(
  (capability) => capability !== LACKING && !(capability in GATED),
);
export const OWN_LACKS = [{ capability: LACKING, reason: 'volumes are folders of the nodes' }];

export interface ExecOptions {
  readonly input?: string;
  /** A file of this machine that the command reads on its stdin. */
  readonly inputFile?: string;
  readonly limitMs?: number;
  readonly signal?: AbortSignal;
}

export interface ExecResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that keeps running on a node and speaks line by line. */
export interface Follower {
  /** Settles when the command has ended, for whatever reason; never rejects. */
  readonly ended: Promise<{ readonly says: string }>;
  stop(): Promise<void>;
}

/** A node is a thing with `exec`, whether it is a container or a set of namespaces. */
export interface ClusterNode {
  readonly name: string;
  readonly role: 'control-plane' | 'worker';
  /** The node's own address and the range of its pods. */
  readonly address: string;
  readonly podRange: string;
  /** Runs a command on the node without going through the API server or the node's network. */
  exec(command: readonly string[], options?: ExecOptions): Promise<ExecResult>;
  follow(command: readonly string[], onLine: (line: string) => void): Follower;
  /** Absent where nothing that outlives the runner could switch the node on again. */
  readonly power?: NodePower;
}

/** A node's switch, which takes a lease: it lies outside of the node, and so does its timer. */
export interface NodePower {
  /** All processes of the node end at once; its disk and its volumes stay. */
  off(lease: PowerLease): Promise<void>;
  /** Refuses when the timer has switched the node on meanwhile. */
  renew(lease: PowerLease): Promise<void>;
  /** On again, whoever switched it off, and all that was written down about it forgotten. */
  on(): Promise<void>;
  state(): Promise<PowerState>;
}

export interface PowerLease {
  readonly id: string;
  readonly seconds: number;
}

export interface PowerState {
  /** How many processes the node has, by the kernel's own books. */
  readonly processes: number;
  /** Whether it takes commands: it has come up as far as its first process knows. */
  readonly up: boolean;
  readonly lease: string | null;
  /** What the timer wrote down when it switched the node on by itself. */
  readonly fired: string | null;
}

export type ProviderName = 'kind' | 'embedded' | 'existing';
export type Timers = 'short' | 'stock';

export interface Component {
  readonly name: string;
  readonly version: string;
  readonly from: string;
}

/** What was judged: printed first, stored in run.json, repeated in every report. */
export interface Subject {
  readonly provider: ProviderName;
  readonly cluster: string;
  readonly context: string;
  readonly kubernetes: string;
  readonly timers: {
    readonly name: Timers | 'as found';
    readonly facts: Readonly<Record<string, number>>;
  };
  readonly nodes: readonly { readonly name: string; readonly role: string }[];
  readonly components: readonly Component[];
  readonly capabilities: readonly Capability[];
  readonly lacks: readonly { readonly capability: Capability; readonly reason: string }[];
}

/** An image as an archive that a container runtime takes in as it is. */
export interface ArchivedImage {
  readonly reference: string;
  readonly archive: string;
}

export interface NextRelease {
  readonly kubernetes: string;
  /** Of its control plane, where that is pods; none where its programs are files of the node. */
  readonly images: readonly ArchivedImage[];
}

export interface Cluster {
  readonly subject: Subject;
  readonly kubeconfig: string;
  readonly context: string;
  readonly nodes: readonly ClusterNode[];
  /** Storage class names: `perNode` binds to one node, `shared` follows its pod to another. */
  readonly storage: { readonly perNode: string | null; readonly shared: string | null };
  /** An image with a POSIX shell that every node can run without a registry where there is none. */
  readonly shellImage: string;
  /** The release that its control plane can be taken to, where it has the capability. */
  readonly upgradesTo?: NextRelease;
  /** Absent where the cluster was made for us: then everything in it may be hurt. */
  readonly radius?: BlastRadius;
  can(capability: Capability): boolean;
}

/** Enough to find the same cluster again from another process: what a debt remembers. */
export interface ClusterAddress {
  readonly provider: ProviderName;
  readonly cluster: string;
  readonly kubeconfig: string;
  readonly context: string;
}

/** Whether gates are on, by name. */
export type FeatureGates = Readonly<Record<string, boolean>>;

/** Programs that can make the volumes of a cluster of ours: our own, or that of kind's images. */
export const VOLUME_MAKERS = ['folders', 'local-path'] as const;
export type VolumeMaker = (typeof VOLUME_MAKERS)[number];

/** What a user may change about a cluster that is made for them; not every provider can. */
export interface ClusterShape {
  readonly workers?: number | undefined;
  /** A folder whose programs take the place of those of the same name. */
  readonly binaries?: string | undefined;
  /** Feature gates of the API server and the controllers; others stay as the release has them. */
  readonly featureGates?: FeatureGates | undefined;
  /** A kube-controller-manager to be judged instead of the release's own. */
  readonly controllerManager?: string | undefined;
  readonly volumes?: VolumeMaker | undefined;
}

export interface ClusterSpec extends ClusterShape {
  readonly name: string;
  /** True for a cluster that goes with its run, and with the runner if that dies. */
  readonly forThisRun: boolean;
  /** '1.36.3', or null for the provider's own default. */
  readonly kubernetes: string | null;
  readonly timers: Timers;
  /** Says what is being waited for and what was last seen. */
  readonly progress: (says: string) => void;
  readonly signal?: AbortSignal;
}

export interface Provider {
  readonly name: ProviderName;
  /** Creates the cluster, or answers with the one of this name that is already up. */
  up(spec: ClusterSpec): Promise<Cluster>;
  /** A cluster that is up, or null. */
  find(name: string): Promise<ClusterAddress | null>;
  attach(address: ClusterAddress): Promise<Cluster>;
  down(name: string, progress: (says: string) => void): Promise<void>;
  /** Names of the clusters of ours that are up. */
  list(): Promise<readonly string[]>;
  /** Those of them that were made for a run whose runner is dead. */
  abandoned(): Promise<readonly string[]>;
}
