import type { History } from '../model/entry.ts';
import { entriesOf, groupBy } from '../model/history.ts';
import { deletersIn } from '../model/history-deletions.ts';
import { type Incarnation, isWanted, setTimelinesOf, statesDuring } from '../model/timeline.ts';
import { leavingOf } from './scenes.ts';
import { SLACK } from './slack.ts';

/**
 * Why a member's pod was deleted: by somebody else, since its ordinal was no longer wanted, since
 * the set itself went, for an update, since it had ended, or `none` that anybody could see.
 */
export type WhyGone =
  | 'somebody else'
  | 'unknown'
  | 'condemned'
  | 'set deleted'
  | 'update'
  | 'ended'
  | 'none';

export function whyGoneIn(history: History): (member: Incarnation) => WhyGone | null {
  const deletedBy = deletersIn(history);
  const sets = new Map(setTimelinesOf(history).map((set) => [set.uid, set.states]));
  const revisions = groupBy(entriesOf(history, 'revision'), ({ owner }) => owner?.uid);
  // Nodes that go take their pods along, by the hand of others than the set's controller.
  const nodesSuffer = entriesOf(history, 'fault').some(
    ({ phase, params }) => phase !== 'struck' && 'node' in params,
  );
  const hasAudit = entriesOf(history, 'audit').length > 0;

  return (member) => {
    const leaving = leavingOf(member);
    if (!leaving) return null;
    const by = deletedBy(member);
    if (by !== 'controller') return by;
    const states = sets.get(member.setUid) ?? [];
    // The spec that was acted on may be older, and the status that tells of it may come later.
    const around = statesDuring(
      states,
      leaving.at - SLACK.controllerLagMs,
      leaving.at + SLACK.statusLagMs,
    );
    if (around.length === 0) return 'unknown';
    if (around.some(({ deleting, op }) => deleting !== null || op === 'deleted')) {
      return 'set deleted';
    }
    if (around.some((spec) => !isWanted(spec, member.ordinal))) return 'condemned';
    const before = member.states.filter(({ rv }) => rv <= leaving.rv);
    if (before.some(({ phase }) => phase === 'Failed' || phase === 'Succeeded')) return 'ended';
    const known = revisions.get(member.setUid) ?? [];
    const newest = known
      .filter(({ at }) => at <= leaving.at + SLACK.watchLagMs)
      .reduce<(typeof known)[number] | null>(
        (best, one) => (best && best.revision >= one.revision ? best : one),
        null,
      );
    const isOld = around.some(
      ({ status, start, strategy, updatePartition }) =>
        strategy !== 'OnDelete' &&
        member.ordinal - start >= updatePartition &&
        (status.updateRevision !== leaving.revision ||
          (newest !== null && newest.name !== leaving.revision)),
    );
    if (isOld) return 'update';
    return nodesSuffer && !hasAudit ? 'unknown' : 'none';
  };
}
