import type { Entry, History } from '../../model/entry.ts';
import { endOf, entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type SetEntry, type SetTimeline, setTimelinesOf, stateAt } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { updateDeletionsOf } from './update-deletions.ts';

/** Requests that write a set as it is; see the story's verb for what each of them sends. */
export const REAPPLIED = 'reapply-';

/** A change, or none, that leaves the pod template as it was. */
interface Change {
  readonly set: SetTimeline;
  readonly what: string;
  readonly entry: Entry;
  readonly state: SetEntry;
  readonly until: number;
}

/**
 * Whoever applies a manifest every few minutes, or turns a knob of the set at noon, counts on it
 * that no member is restarted for that.
 */
export const sameTemplateRestartsNothing: readonly StatefulPromise[] = [
  {
    id: 'SS-UPD-004',
    level: 'MUST',
    statement:
      'Applying an identical template again, in whatever spelling, MUST create no revision and ' +
      'restart nothing',
    source: SOURCES.rollout,
    since: '1.7+',
    check: (history) => checkChanges(history, reapplications(history)),
  },
  {
    id: 'SS-UPD-005',
    level: 'MUST',
    statement: 'A change outside of the pod template MUST NOT restart a member that is in range',
    source: SOURCES.rollout,
    since: '1.7+',
    check: (history) => checkChanges(history, changesBesideTheTemplate(history)),
  },
];

function checkChanges(history: History, changes: readonly Change[]): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const deletions = updateDeletionsOf(history);
  const revisions = entriesOf(history, 'revision').filter(({ op }) => op === 'added');
  for (const { set, what, entry, state, until } of changes) {
    const { clock, at } = entry;
    const on = ['pod', 'set', 'revision'] as const;
    const gap = gaps.over({ on, from: entry, to: { clock, at: until } });
    if (gap) {
      blind(`${set.name} after ${what}`, gap);
      continue;
    }
    trial();
    const isWithin = (one: { readonly at: number }) => one.at > at && one.at < until;
    const { updateRevision } = state.status;
    const restarted = deletions.find(
      ({ taken, set: { uid } }) =>
        uid === set.uid && isWithin(taken) && taken.revision === updateRevision,
    );
    if (restarted) {
      const says = `${restarted.taken.name} was restarted after ${what}`;
      violation(says, [entry, state, restarted.taken]);
    }
    const fresh = revisions.find((one) => one.owner?.uid === set.uid && isWithin(one));
    const moved = set.states.find(
      (one) => isWithin(one) && one.status.updateRevision !== updateRevision,
    );
    if (!fresh && !moved) continue;
    const says = `a new revision was made after ${what}`;
    violation(
      says,
      [entry, state, fresh ?? null, moved ?? null].flatMap((one) => one ?? []),
    );
  }
  return findings();
}

function reapplications(history: History): readonly Change[] {
  const requests = entriesOf(history, 'request').filter(
    ({ probe, code, dryRun }) => probe?.startsWith(REAPPLIED) && code < 300 && !dryRun,
  );
  return setTimelinesOf(history).flatMap((set) =>
    requests.flatMap((entry) => {
      const state = stateAt(set.states, entry.at);
      if (!state || entry.name !== set.name) return [];
      return changeOf(history, set, state, entry, 'the same template was applied again') ?? [];
    }),
  );
}

function changesBesideTheTemplate(history: History): readonly Change[] {
  return setTimelinesOf(history).flatMap((set) =>
    set.states.flatMap((entry, place) => {
      const state = set.states[place - 1];
      if (!state || entry.template === null || entry.op === 'deleted') return [];
      const isChange = entry.template === state.template && entry.generation > state.generation;
      if (!isChange) return [];
      return changeOf(history, set, state, entry, 'a change beside the template') ?? [];
    }),
  );
}

/** Null when the controller had not yet seen what was there before, or had no time to act. */
function changeOf(
  history: History,
  set: SetTimeline,
  state: SetEntry,
  entry: Entry,
  what: string,
): readonly Change[] | null {
  if (state.status.observedGeneration < state.generation || state.replicas === 0) return null;
  const next = set.states.find(
    (one) => one.at > entry.at && (one.template !== state.template || one.op === 'deleted'),
  );
  const until = next?.at ?? endOf(history);
  if (until - entry.at < SLACK.controllerLagMs) return null;
  return [{ set, what, entry, state, until }];
}
