import { clocksOf, type Moment } from '../../model/clocks.ts';
import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { isControllers } from '../../model/history-deletions.ts';
import {
  type Incarnation,
  incarnationsOf,
  isWanted,
  type PodEntry,
  type SetEntry,
  setTimelinesOf,
  statesDuring,
} from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';

type Audit = EntryOf<'audit'>;

/** A pod that the StatefulSet controller deleted, and what may have moved it to do so. */
export interface ControllerDeletion {
  readonly audit: Audit;
  readonly member: Incarnation;
  readonly moment: Moment;
  /** The pod's last state before. */
  readonly before: PodEntry | null;
  /** Null when nothing that the controller may have gone by speaks for the deletion. */
  readonly reason: string | null;
}

/** What the controller asked the API server for, about pods, in the order of the audit log. */
export function controllerRequests(history: History, verb: 'create' | 'delete'): readonly Audit[] {
  return entriesOf(history, 'audit').filter(
    (audit) =>
      isControllers(audit) &&
      audit.verb === verb &&
      audit.resource === 'pods' &&
      audit.subresource === null,
  );
}

const LATEST = Number.POSITIVE_INFINITY;

/** Deletions that were accepted; those that cannot be placed on the runner's clock are left out. */
export function controllerDeletions(history: History): readonly ControllerDeletion[] {
  const clocks = clocksOf(history);
  const members = new Map(incarnationsOf(history).map((member) => [member.uid, member]));
  const sets = new Map(setTimelinesOf(history).map((set) => [set.uid, set.states]));
  return controllerRequests(history, 'delete').flatMap((audit) => {
    const member = members.get(audit.uid ?? '');
    const moment = clocks.moment(audit);
    if (!member || !moment || audit.code < 200 || audit.code >= 300) return [];
    const made = Math.min(audit.rv ?? LATEST, member.deleting?.rv ?? LATEST);
    const earlier = member.states.filter(({ rv }) => rv < made);
    const from = moment.earliest - SLACK.controllerLagMs;
    const pods = statesDuring(earlier, from, moment.latest + SLACK.watchLagMs);
    const states = sets.get(member.setUid) ?? [];
    const specs = [
      // A status that speaks of a new revision is written after the first pod has gone for it.
      ...statesDuring(
        states,
        moment.earliest - SLACK.staleSpecMs,
        moment.latest + SLACK.controllerLagMs,
      ),
      // What was written before the deletion was there to go by, however late we heard of it.
      ...states.filter(({ rv }) => rv < made && made < LATEST).slice(-1),
    ];
    const reason = reasonFor(member, pods, specs);
    return [{ audit, member, moment, before: earlier.at(-1) ?? null, reason }];
  });
}

function reasonFor(
  { ordinal }: Incarnation,
  pods: readonly PodEntry[],
  specs: readonly SetEntry[],
): string | null {
  const revision = pods.at(-1)?.revision ?? null;
  if (pods.length === 0 || specs.length === 0) return 'nobody saw what it was then';
  if (pods.some(({ ready, phase }) => !ready || phase !== 'Running')) return 'it was not Ready';
  if (pods.some(({ deleting }) => deleting !== null)) return 'it was Terminating';
  if (specs.some((spec) => !isWanted(spec, ordinal))) return 'it was out of range';
  if (specs.some(({ deleting, op }) => deleting !== null || op === 'deleted')) {
    return 'its set was going';
  }
  if (specs.some((spec) => isOutdated(spec, ordinal, revision))) {
    return 'its revision was not the newest';
  }
  if (specs.some(({ status, generation }) => status.observedGeneration < generation)) {
    return 'its set was being changed';
  }
  return null;
}

/** Below the update partition the current revision is as good as the newest one. */
function isOutdated(
  { start, updatePartition, status }: SetEntry,
  ordinal: number,
  revision: string | null,
): boolean {
  const isBelow = ordinal - start < updatePartition;
  const wanted = [status.updateRevision, ...(isBelow ? [status.currentRevision] : [])];
  return !wanted.includes(revision);
}
