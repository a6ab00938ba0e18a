import type { Entry, History } from '../../model/entry.ts';
import { endOf, entriesOf, pairsOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  incarnationsOf,
  type SetEntry,
  type SetTimeline,
  setTimelinesOf,
  stateAt,
} from '../../model/timeline.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { arrivalOf } from './arrival.ts';
import { afterThoseAbove, inOrder } from './taken-in-turn.ts';
import { updateDeletionsOf } from './update-deletions.ts';

/**
 * The two commands that operators know by heart. Both are edits of the template and nothing else,
 * so all that is known of updates has to hold for them.
 *
 * Judged where the whole set was well and asked to change for this alone, until its next edit.
 */
export const restartsAndUndos: StatefulPromise = {
  id: 'SS-UPD-015',
  level: 'SHOULD',
  statement:
    'A restart that is written into the template SHOULD renew every member once and in order, ' +
    'and an undo SHOULD bring the template of an older revision back by an update like any other',
  source: SOURCES.rolloutCommands,
  since: 'kubectl 1.15+',
  check: checkWishes,
};

/** What somebody asked for, the set before it, and the set as it was asked to be. */
interface Wish {
  readonly what: string;
  readonly set: SetTimeline;
  readonly before: SetEntry;
  readonly after: SetEntry;
  readonly evidence: readonly Entry[];
  /** The template that should be there now; null where any is right. */
  readonly template: string | null;
}

function checkWishes(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const deletions = updateDeletionsOf(history);
  const all = incarnationsOf(history);
  for (const { what, set, before, after, evidence, template } of wishesOf(history)) {
    const next = set.states.find(
      ({ rv, generation, op }) =>
        rv > after.rv && (generation > after.generation || op === 'deleted'),
    );
    const until = next?.at ?? endOf(history);
    const answer = set.states.find(
      ({ rv, status }) =>
        rv >= after.rv && !(next && rv >= next.rv) && status.observedGeneration >= after.generation,
    );
    if (!answer) continue;
    const revision = answer.status.updateRevision;
    const members = all.filter(({ setUid }) => setUid === set.uid);
    const journey = { members, state: after, revision: revision ?? '', from: after.at, until };
    const arrival = arrivalOf(journey);
    const own = deletions.filter(
      ({ set: { uid }, taken }) => uid === set.uid && taken.at > before.at && taken.at < until,
    );
    const { clock } = after;
    const to = { clock, at: arrival ?? until };
    const gap = gaps.over({ on: ['pod', 'set'], from: before, to });
    if (gap) {
      blind(`what became of ${what} of ${set.name}`, gap);
      continue;
    }
    const wrong: Entry[] = [...evidence, before, after];
    if (template !== null && after.template !== template) {
      violation(`${what} of ${set.name} brought another template back`, wrong);
    } else if (revision === before.status.updateRevision) {
      violation(`${what} of ${set.name} changed nothing`, [...wrong, answer]);
    }
    for (const [place, deletion] of own.entries()) {
      const { taken } = deletion;
      for (const look of [inOrder(deletion), afterThoseAbove(deletion)]) {
        if (typeof look !== 'string') violation(look.says, [after, taken, ...look.seen]);
      }
      const again = own
        .slice(0, place)
        .find((one) => one.member.ordinal === deletion.member.ordinal);
      // Whoever came back at the old revision, having been on the way already, has to go again.
      if (!again || taken.revision !== revision) continue;
      violation(`${taken.name} was restarted twice by ${what}`, [after, again.taken, taken]);
    }
    if (arrival !== null) trial();
  }
  return findings();
}

function wishesOf(history: History): readonly Wish[] {
  return setTimelinesOf(history).flatMap((set) =>
    [...restartsOf(set), ...undosOf(history, set)].filter(({ before, after }) => {
      const { status, replicas, generation } = before;
      const isWell = status.ready === replicas && status.observedGeneration >= generation;
      const isAtRest = isWell && status.currentRevision === status.updateRevision;
      const isPlain = after.strategy === 'RollingUpdate' && after.updatePartition === 0;
      return isAtRest && isPlain && replicas > 0 && after.replicas === replicas;
    }),
  );
}

function restartsOf(set: SetTimeline): readonly Wish[] {
  return pairsOf(set.states).flatMap(([before, after]) => {
    const { restartedAt } = after;
    const isAsked = restartedAt !== null && restartedAt !== before.restartedAt;
    if (!isAsked || after.op === 'deleted') return [];
    return [{ what: 'a restart', set, before, after, evidence: [], template: null }];
  });
}

/** An undo names the revision whose template it sends; what that was stands in the status then. */
function undosOf(history: History, set: SetTimeline): readonly Wish[] {
  return entriesOf(history, 'request').flatMap((entry) => {
    const { probe, name, code, dryRun, facts } = entry;
    if (probe !== 'rollout-undo' || name !== set.name || code >= 300 || dryRun) return [];
    const before = stateAt(set.states, entry.at);
    const after = set.states.find(
      ({ rv, generation }) => before && rv > before.rv && generation > before.generation,
    );
    const old = set.states.findLast(
      ({ rv, generation, status }) =>
        before &&
        rv <= before.rv &&
        status.updateRevision === facts.revision &&
        status.observedGeneration === generation,
    );
    if (!before || !after || !old || old.template === before.template) return [];
    const { template } = old;
    return [{ what: 'an undo', set, before, after, evidence: [entry], template }];
  });
}
