import type { World } from '../../model/scenario.ts';
import { HarnessError } from '../../support/errors.ts';
import { passTime } from '../../support/wait.ts';
import { lacking } from '../converged.ts';
import { type Desk, restartsOf } from './desk.ts';

type Waits = Pick<
  World,
  | 'settle'
  | 'rolledOut'
  | 'replaced'
  | 'restarted'
  | 'terminating'
  | 'writes'
  | 'resolvable'
  | 'watchFor'
>;

/** Waits until the set is what its spec says, and writes down that it was seen so. */
export async function settleAt({ stage, waitForSet }: Desk): Promise<void> {
  const { notebook, view, workload } = stage;
  const { set } = workload;
  await waitForSet(`${set} to be what its spec says`, () => lacking(view));
  const now = view.set();
  const replicas = now?.replicas ?? 0;
  notebook.record({
    kind: 'step',
    by: 'runner',
    step: 'converged',
    name: set,
    says: `${set} has converged on ${replicas} members`,
    facts: { replicas, uid: now?.uid ?? null },
  });
}

export function waitsOf(desk: Desk): Waits {
  const { stage, verb, waitUntil, waitForSet } = desk;
  const { view, workload, signal } = stage;
  const { set } = workload;

  return {
    settle: () => settleAt(desk),

    async rolledOut() {
      await waitForSet(`the rollout of ${set}`, () => {
        const now = view.set();
        if (!now || now.status.observedGeneration < now.generation) return 'an unseen spec';
        const { updateRevision } = now.status;
        const mustMove = (ordinal: number) => ordinal - now.start >= now.updatePartition;
        const late = view
          .members()
          .find(({ ordinal, pod }) => mustMove(ordinal) && pod.revision !== updateRevision);
        return late ? `${late.pod.name} is still at ${late.pod.revision}` : lacking(view);
      });
      await settleAt(desk);
    },

    async replaced(ordinal) {
      const { uid } = sinceStruck(desk, ordinal);
      await waitForSet(`a successor of ${set}-${ordinal}`, () => {
        const pod = view.member(ordinal);
        if (!pod) return 'no pod of that name';
        if (pod.uid === uid) return 'the old incarnation is still there';
        return pod.ready ? null : `the new one is ${pod.phase}`;
      });
    },

    async restarted(ordinal) {
      const { uid, restarts } = sinceStruck(desk, ordinal);
      await waitUntil(`a restart of ${set}-${ordinal} in place`, 'podReadyMs', () => {
        const pod = view.member(ordinal);
        if (pod?.uid !== uid) return 'another incarnation';
        const count = restartsOf(pod.containers);
        return count > restarts && pod.ready ? null : `${count} restarts, ${pod.phase}`;
      });
    },

    async terminating(ordinal) {
      await waitUntil(`${set}-${ordinal} to be Terminating`, 'terminatingMs', () =>
        view.member(ordinal)?.deleting ? null : 'no deletionTimestamp',
      );
    },

    async writes(records) {
      verb('writes', `waiting for ${records} more acknowledged records of each member`, {
        records,
      });
      const before = new Map(view.members().map(({ pod }) => [pod.uid, view.acks(pod.uid)]));
      const more = (uid: string) => view.acks(uid) - (before.get(uid) ?? 0);
      await waitUntil(`${records} acknowledged records of each member`, 'ackMs', () => {
        const behind = view.members().find(({ pod }) => more(pod.uid) < records);
        return behind ? `${behind.pod.name} has ${more(behind.pod.uid)}` : null;
      });
    },

    async resolvable() {
      const ms = stage.dnsPropagationMs;
      verb('resolvable', `watching for ${ms / 1000} s: the names have as long to settle`, { ms });
      await passTime(ms, signal);
      const names = view.members().map(({ pod }) => pod.name);
      const before = new Map(names.map((name) => [name, view.lookups(name)]));
      await waitUntil('lookups of every stable name', 'ackMs', () => {
        // Two: the first answer may belong to a question asked before the names had settled.
        const missing = names.find((name) => view.lookups(name) - (before.get(name) ?? 0) < 2);
        return missing ? `${missing} was not looked up yet` : null;
      });
    },

    async watchFor(ms, why) {
      verb('watch', `watching for ${ms / 1000} s: ${why}`, { ms });
      await passTime(ms, signal);
    },
  };
}

function sinceStruck({ struck, stage }: Desk, ordinal: number) {
  const before = struck.get(ordinal);
  if (before) return before;
  const { set } = stage.workload;
  throw new HarnessError({ what: `${set}-${ordinal} was not struck in this story` });
}
