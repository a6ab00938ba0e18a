import type { Api } from '../cluster/api.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Workload } from '../model/workload.ts';
import type { Notebook } from '../witness/notebook.ts';
import type { LiveView } from './live-view.ts';
import type { PlannedStory } from './plan.ts';

/** Everything a story stands on while it runs. */
export interface Stage {
  readonly cluster: Cluster;
  readonly api: Api;
  readonly notebook: Notebook;
  readonly view: LiveView;
  readonly run: string;
  readonly seed: string;
  readonly runFolder: string;
  readonly namespace: string;
  readonly workload: Workload;
  readonly story: PlannedStory;
  readonly dnsPropagationMs: number;
  readonly signal: AbortSignal;
  /** Waits until no other story is on the cluster; at once where this one is no harm to others. */
  readonly alone: () => Promise<void>;
  /** Says what is being waited for and what was last seen. */
  readonly say: (line: string) => void;
}
