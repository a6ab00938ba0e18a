import type { History } from '../../model/entry.ts';
import { endOf, numberIn } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type PodEntry, type SetTimeline, setTimelinesOf } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { deletedByUser, isSelected, type PodLife, podLivesOf } from './reading.ts';

/**
 * Labels are free for anyone to write. A set that took whatever matches would end in deleting pods
 * that it never made.
 *
 * Judged for pods that match a set’s labels and have a controller of their own, a name that ends in
 * no number of the set, or a deletion already under way. What becomes of aliases such as web-00 is
 * said by SS-IDN-014.
 */
export const strangersLeftAlone: StatefulPromise = {
  id: 'SS-DEL-006',
  level: 'MUST',
  statement:
    'Pods of another owner, of a name that is not the set’s, or on their way out MUST NOT be ' +
    'adopted nor deleted, even if their labels match',
  source: SOURCES.controllers,
  since: '1.7',
  check: checkStrangers,
};

/** Two charts with one label are a common mistake; it must not become a fight. */
export const overlappingSetsApart: StatefulPromise = {
  id: 'SS-DEL-007',
  level: 'MUST',
  statement:
    'Two sets of overlapping selectors MUST leave each other’s pods alone and both converge',
  source: SOURCES.controllers,
  since: '1.7',
  check: checkOverlap,
};

function checkStrangers(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const end = endOf(history);
  const asked = deletedByUser(history);
  for (const set of setTimelinesOf(history)) {
    const until = (set.states.find(({ deleting }) => deleting) ?? set.gone)?.at ?? end;
    for (const life of podLivesOf(history)) {
      const met = life.states.find((state) => isStranger(set, state) && state.op !== 'deleted');
      const wasOwn = life.states.some((state) => state.owner?.uid === set.uid && !isAdopted(life));
      const from = Math.max(met?.at ?? 0, set.first.at);
      if (!met || wasOwn || from >= until) continue;
      const adopted = life.states.find(
        ({ owner, rv, at }) => owner?.uid === set.uid && rv > met.rv && at <= until,
      );
      const { deleting } = life;
      const taken =
        deleting &&
        !met.deleting &&
        deleting.at > from &&
        deleting.at <= until &&
        !asked.has(life.name) &&
        met.owner === null;
      const to = { clock: met.clock, at: Math.min(until, life.gone?.at ?? until) };
      const gap = gaps.over({ on: ['pod', 'set'], from: met, to });
      if (adopted) violation(`${life.name} is not ${set.name}’s, and was adopted`, [met, adopted]);
      else if (taken)
        violation(`${life.name} is not ${set.name}’s, and was deleted`, [met, deleting]);
      else if (gap) blind(`what became of ${life.name}`, gap);
      // The controller must have had the time to make the mistake.
      else if (to.at - from >= SLACK.controllerLagMs) trial();
    }
  }
  return findings();
}

function isStranger(set: SetTimeline, state: PodEntry): boolean {
  if (!isSelected(set.first, state) || state.owner?.uid === set.uid) return false;
  const isOthers = state.owner !== null && state.owner.kind !== 'StatefulSet';
  const isMisnamed = state.owner === null && numberIn(set.name, state.name) === null;
  return isOthers || isMisnamed || (state.owner === null && state.deleting !== null);
}

/** Whether a pod belonged to nobody before it belonged to a set. */
function isAdopted({ first }: PodLife): boolean {
  return first.owner?.kind !== 'StatefulSet';
}

function checkOverlap(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const end = endOf(history);
  const sets = setTimelinesOf(history);
  const lives = podLivesOf(history);
  for (const set of sets) {
    const own = lives.filter(({ first }) => first.owner?.uid === set.uid);
    for (const other of sets) {
      if (other.uid === set.uid || other.name === set.name) continue;
      const shared = own.filter(({ states }) => states.some((s) => isSelected(other.first, s)));
      const until = Math.min(set.gone?.at ?? end, other.gone?.at ?? end);
      const from = Math.max(set.first.at, other.first.at);
      if (shared.length === 0 || from >= until) continue;
      const taken = shared.flatMap(({ states }) => {
        return states.find(({ owner }) => owner?.uid === other.uid) ?? [];
      })[0];
      const isWhole = set.states.findLast(
        ({ at, status, replicas }) => at >= from && at <= until && status.ready === replicas,
      );
      const to = { clock: set.first.clock, at: until };
      const gap = gaps.over({ on: ['pod', 'set'], from: set.first, to });
      if (taken) violation(`${other.name} took ${taken.name} from ${set.name}`, [taken]);
      else if (gap) blind(`how ${set.name} and ${other.name} got along`, gap);
      else if (isWhole) trial();
      else if (until - from >= SLACK.rolloutMs * 4) {
        violation(`${set.name} never converged beside ${other.name}`, [
          set.first,
          ...set.states.slice(-1),
        ]);
      }
    }
  }
  return findings();
}
