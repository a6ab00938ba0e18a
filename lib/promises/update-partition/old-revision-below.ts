import type { History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  type SetEntry,
  setTimelinesOf,
  statesDuring,
  successionsOf,
} from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { isBelow } from './update-revisions.ts';

/**
 * During a canary, losing a member below the line must not spread the canary: the replacement is of
 * the revision that its place still has. Releases 1.27 and early 1.28 got this wrong.
 *
 * Which revision is the current one is taken from the set's status before the member was lost: a
 * controller that gives up the old revision while somebody is missing must not be its own witness.
 */
export const oldRevisionBelow: StatefulPromise = {
  id: 'SS-PTN-002',
  level: 'MUST',
  statement:
    'A member below the update partition that is lost MUST return at the current revision, ' +
    'before and after those above have been updated',
  source: SOURCES.rollout,
  since: '1.7+; broken 1.27.0–1.27.x and 1.28.x',
  check: checkOldRevision,
};

function checkOldRevision(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const sets = new Map(setTimelinesOf(history).map((set) => [set.uid, set]));
  for (const [old, fresh] of successionsOf(history)) {
    const set = sets.get(fresh.setUid);
    const lost = old.deleting ?? old.gone;
    const { born } = fresh;
    if (!set || !lost || !born || old.setUid !== fresh.setUid) continue;
    const known = expectation(set.states, lost.at, born.at, fresh);
    if (!known || known.revisions.some((name) => wasRemoved(history, name, born.at))) continue;
    const { state, revisions } = known;

    const from = { clock: lost.clock, at: lost.at - SLACK.controllerLagMs };
    const gap = gaps.over({ on: ['pod', 'set'], from, to: born });
    if (gap) {
      blind(`at which revision ${fresh.pod} came back`, gap);
      continue;
    }
    trial();
    if (born.revision !== null && revisions.includes(born.revision)) continue;
    const says = `${fresh.pod} was lost below update partition ${state.updatePartition} and came`;
    violation(`${says} back at ${born.revision} instead of ${revisions.join(' or ')}`, [
      ...[state, lost, born],
    ]);
  }
  return findings();
}

/** Whether nobody can come back at a revision, because somebody removed it. */
function wasRemoved(history: History, name: string, at: number): boolean {
  return entriesOf(history, 'revision').some(
    (revision) => revision.op === 'deleted' && revision.name === name && revision.at <= at,
  );
}

/** What a member that was lost may come back as; null when no rollout stops above its place. */
function expectation(
  states: readonly SetEntry[],
  lostAt: number,
  bornAt: number,
  member: Incarnation,
): { readonly state: SetEntry; readonly revisions: readonly string[] } | null {
  const before = statesDuring(states, lostAt - SLACK.controllerLagMs, lostAt);
  const state = before.at(-1);
  // A set that was scaled to nothing has completed its rollout: nobody is left to be held back.
  const isKept = statesDuring(states, lostAt, bornAt).every(
    (one) => isHeldBack(one, member) && one.replicas > 0,
  );
  if (!state || !isKept) return null;
  const current = before.flatMap(({ status }) => status.currentRevision ?? []);
  const { updateRevision } = state.status;
  if (updateRevision === null || current.includes(updateRevision)) return null;
  // The controller may have created it by a spec that had just been replaced.
  const stale = statesDuring(states, bornAt - SLACK.controllerLagMs, bornAt)
    .filter((one) => !isHeldBack(one, member))
    .flatMap(({ status }) => status.updateRevision ?? []);
  return { state, revisions: [...new Set([...current, ...stale])] };
}

/** Whether the update partition kept this place at the old revision, by a spec that was seen. */
function isHeldBack(state: SetEntry, member: Incarnation): boolean {
  return state.strategy === 'RollingUpdate' && isBelow(member, state);
}
