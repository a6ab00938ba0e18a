import { patienceMs } from '../../promises/control-plane/convergence.ts';
import { SLACK } from '../../promises/slack.ts';
import { HarnessError } from '../../support/errors.ts';
import type { LimitName } from '../../support/limits.ts';
import { waitFor } from '../../support/wait.ts';
import type { Stage } from '../stage.ts';

/** What every verb needs: to write down that it was used, and to wait for what it caused. */
export interface Desk {
  readonly stage: Stage;
  verb(name: string, says: string, facts?: Record<string, unknown>): void;
  /** Waits until `lacks` answers null; until then it says what is missing. */
  waitUntil(what: string, limit: LimitName, lacks: () => string | null): Promise<unknown>;
  /**
   * The same for the workload's set. A wait that ends sooner than the patience of the promise that
   * the set converges makes a broken suite out of a broken promise.
   */
  waitForSet(what: string, lacks: () => string | null): Promise<unknown>;
  memberNow(ordinal: number): NonNullable<ReturnType<Stage['view']['member']>>;
  /** The incarnation that was struck last, by ordinal: what a successor must differ from. */
  readonly struck: Map<number, { readonly uid: string; readonly restarts: number }>;
}

export function deskOf(stage: Stage): Desk {
  const { notebook, view, signal, workload, namespace } = stage;
  const waiting = (what: string, limit: LimitName, lacks: () => string | null) => ({
    ...{ what, limit, signal },
    read: lacks,
    until: (missing: string | null) => missing === null,
    describe: (missing: string | null) => missing ?? 'as wanted',
    nudge: view.changed,
    onLook: (seen: string) => stage.say(`waiting for ${what}: ${seen}`),
    tryThis: `kubectl --context ${stage.cluster.context} -n ${namespace} get pods,pvc -o wide`,
  });
  const patience = () => {
    const set = view.set();
    return set ? patienceMs(notebook.entries, set) + SLACK.lateNewsMs : 0;
  };
  return {
    stage,
    struck: new Map(),
    verb(name, says, facts = {}) {
      stage.say(says);
      notebook.record({ kind: 'step', by: 'runner', step: 'verb', name, says, facts });
    },
    waitUntil: (what, limit, lacks) => waitFor(waiting(what, limit, lacks)),
    waitForSet: (what, lacks) =>
      waitFor({ ...waiting(what, 'convergedMs', lacks), atLeastMs: patience }),
    memberNow(ordinal) {
      const pod = view.member(ordinal);
      if (pod) return pod;
      throw new HarnessError({ what: `there is no ${workload.set}-${ordinal} to act upon` });
    },
  };
}

export function restartsOf(containers: readonly { readonly restarts: number }[]): number {
  return containers.reduce((sum, { restarts }) => sum + restarts, 0);
}
