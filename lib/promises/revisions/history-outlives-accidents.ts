import type { History } from '../../model/entry.ts';
import { endOf, entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import type { SetTimeline } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { isCountedAnew } from '../status/miscounted.ts';
import { tally } from '../tally.ts';
import { checkCollisions } from './collisions.ts';
import { revisionedSetsOf, revisionsOf } from './revision-timelines.ts';

/**
 * Names are made by a hash and objects change hands: neither may cost an entry of the history, or
 * have a member named after a template that it never ran.
 */
export const historyOutlivesAccidents: readonly StatefulPromise[] = [
  {
    id: 'SS-REV-005',
    level: 'MUST',
    statement:
      'When a revision’s name is taken, the collision count MUST grow and never shrink, and ' +
      'what was there is not overwritten',
    source: SOURCES.api,
    since: '1.8+',
    check: checkCollisions,
  },
  {
    id: 'SS-REV-006',
    level: 'MUST',
    statement:
      'Revisions without an owner MUST be adopted by a set whose selector they match, so that a ' +
      'set that is created again knows its history',
    source: SOURCES.api,
    since: '1.7+',
    check: checkAdoption,
  },
  {
    id: 'SS-REV-007',
    level: 'INFORMATIONAL',
    statement:
      'Revisions MAY hold the pod template alone: no claim templates, no replicas, no strategy',
    source: SOURCES.rollout,
    since: 'all',
    check: checkContents,
  },
  {
    id: 'SS-REV-008',
    level: 'INFORMATIONAL',
    statement:
      'When somebody removes the current revision during a partial update, the update revision ' +
      'MAY take its place, and those below the update partition lose their protection',
    source: SOURCES.rollout,
    since: 'all',
    check: checkRemoval,
  },
];

function checkAdoption(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const all = revisionsOf(history);
  for (const { set } of revisionedSetsOf(history)) {
    const { clock, at, matchLabels } = set.first;
    if (set.first.op !== 'added' || Object.keys(matchLabels).length === 0) continue;
    const until = (set.states.find(({ deleting }) => deleting) ?? set.gone)?.at ?? endOf(history);
    const orphans = all.filter(({ states, gone }) => {
      const then = states.findLast((state) => state.at <= at);
      const isMatched = Object.entries(matchLabels).every(([key, value]) => {
        return then?.labels[key] === value;
      });
      return then && then.owner === null && isMatched && !(gone && gone.at < until);
    });
    if (orphans.length === 0) continue;
    const gap = gaps.over({ on: ['set', 'revision'], from: set.first, to: { clock, at: until } });
    if (gap) {
      blind(`the history that ${set.name} found`, gap);
      continue;
    }
    for (const { name, states, first } of orphans) {
      const adopted = states.find(({ owner }) => owner?.uid === set.uid);
      if (adopted) trial();
      if (adopted || !isOverdue(set, until)) continue;
      violation(`${name} was not adopted by the new ${set.name}`, [set.first, first]);
    }
    const twin = all.find(
      (one) =>
        one.first.op === 'added' &&
        one.owners.includes(set.uid) &&
        !orphans.includes(one) &&
        orphans.some(({ first }) => first.data !== null && first.data === one.first.data),
    );
    if (!twin) continue;
    const says = `${set.name} was created again and recorded its template twice, as ${twin.name}`;
    violation(says, [set.first, twin.first]);
  }
  return findings();
}

/** A round begins with adopting, and there was a second one, which saw what the first had to. */
function isOverdue({ states, first }: SetTimeline, until: number): boolean {
  const rounds = states.filter((_, place) => isCountedAnew(states, place));
  const second = rounds[1]?.at ?? Number.POSITIVE_INFINITY;
  return until - first.at >= SLACK.rolloutMs || until - second >= SLACK.lateNewsMs;
}

function checkContents(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const { revisions } of revisionedSetsOf(history)) {
    for (const { name, first } of revisions) {
      if (first.holds.length === 0) continue;
      const gap = gaps.over({ on: ['revision'], from: first, to: first });
      if (gap) {
        blind(`what ${name} holds`, gap);
        continue;
      }
      trial();
      const more = first.holds.filter((path) => path !== 'spec.template');
      if (more.length > 0) violation(`${name} holds ${more.join(', ')} as well`, [first]);
    }
  }
  return findings();
}

function checkRemoval(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const removals = entriesOf(history, 'request').filter(
    ({ verb, resource, code }) =>
      verb === 'delete' && resource === 'controllerrevisions' && code < 300,
  );
  for (const { set, members } of revisionedSetsOf(history)) {
    for (const removal of removals) {
      const before = set.states.findLast(({ at }) => at <= removal.at);
      const { currentRevision, updateRevision } = before?.status ?? {};
      const isPartial = before && before.updatePartition > 0 && currentRevision !== updateRevision;
      if (!isPartial || currentRevision !== removal.name) continue;
      const after = set.states.find(
        ({ at, status }) => at > removal.at && status.currentRevision !== currentRevision,
      );
      const to = { clock: removal.clock, at: after?.at ?? endOf(history) };
      const gap = gaps.over({ on: ['set', 'revision'], from: removal, to });
      if (gap) {
        blind(`what became of ${set.name} without ${removal.name}`, gap);
        continue;
      }
      const kept = members.find(
        ({ born }) => born && born.at > removal.at && born.revision === currentRevision,
      );
      if (after?.status.currentRevision === updateRevision) trial();
      else if (after) {
        const heir = after.status.currentRevision;
        const says = `${removal.name} was removed and ${heir} took its place`;
        violation(says, [removal, after]);
      } else if (kept?.born) {
        violation(`${removal.name} was removed and ${kept.pod} still came back at it`, [
          removal,
          kept.born,
        ]);
      }
    }
  }
  return findings();
}
