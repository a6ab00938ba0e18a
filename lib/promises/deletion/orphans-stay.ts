import type { EntryOf, History } from '../../model/entry.ts';
import { endOf, entriesOf, ordinalIn } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { incarnationsOf, type SetTimeline, setTimelinesOf } from '../../model/timeline.ts';
import { claimNames } from '../../model/timeline-claims.ts';
import { readRetention } from '../retention/reading.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { type Tally, tally } from '../tally.ts';
import { deletedByUser, orphaningsOf, type PodLife, podLivesOf } from './reading.ts';

/**
 * Orphaning is how a set is replaced under running members. One pod that restarts turns a change of
 * paperwork into an outage.
 *
 * Judged until a new set of the name appears: from then on the pods may be its members.
 */
export const orphansStay: StatefulPromise = {
  id: 'SS-DEL-002',
  level: 'MUST',
  statement:
    'A deletion that orphans MUST leave every pod running, without an owner, and none that is ' +
    'deleted later comes back',
  source: SOURCES.deleteSet,
  since: '1.9',
  check: checkOrphans,
};

/** Whatever the policy says about deletion, an orphaning one is not what it speaks of. */
export const orphansKeepClaims: StatefulPromise = {
  id: 'SS-DEL-011',
  level: 'MUST',
  statement: 'A deletion that orphans MUST NOT delete claims, whatever the retention policy',
  source: SOURCES.retention,
  since: '1.23',
  check: checkClaims,
};

interface Orphaning {
  readonly set: SetTimeline;
  readonly request: EntryOf<'request'>;
  readonly until: number;
}

function orphanedSets(history: History): readonly Orphaning[] {
  const sets = setTimelinesOf(history);
  return orphaningsOf(history).flatMap((request) => {
    const set = sets.findLast(({ name, first }) => name === request.name && first.at <= request.at);
    if (!set) return [];
    const next = sets.find(({ name, first }) => name === set.name && first.rv > set.first.rv);
    return [{ set, request, until: next?.first.at ?? endOf(history) }];
  });
}

function checkOrphans(history: History): Findings {
  const on = tally();
  const gaps = gapsOf(history);
  const asked = deletedByUser(history);
  const lives = podLivesOf(history);
  for (const { set, request, until } of orphanedSets(history)) {
    const own = lives.filter(
      ({ first, gone, deleting, states }) =>
        states.some(({ owner }) => owner?.uid === set.uid) &&
        first.at <= request.at &&
        (gone?.at ?? deleting?.at ?? Number.POSITIVE_INFINITY) > request.at,
    );
    const to = { clock: request.clock, at: until };
    const gap = gaps.over({ on: ['pod', 'set'], from: request, to });
    for (const life of own) {
      const left = life.states.find(({ owner, op }) => owner === null && op !== 'deleted');
      const taken = life.deleting && life.deleting.at <= until && !asked.has(life.name);
      if (taken) {
        on.violation(`${life.name} was deleted, and its set was to orphan it`, [
          ...[request, life.deleting],
        ]);
      } else if (gap) on.blind(`what became of ${life.name}`, gap);
      else if (left) on.trial();
      else if (until - request.at >= SLACK.garbageMs) {
        on.violation(`${life.name} still has an owner that is gone`, [request, life.last]);
      }
      if (asked.has(life.name)) checkReturn(history, { set, request, until }, life, on);
    }
  }
  return on.findings();
}

/** Nobody is left to create a pod anew. */
function checkReturn(history: History, { set, until }: Orphaning, life: PodLife, on: Tally): void {
  const { gone } = life;
  if (!gone || !set.gone || gone.at < set.gone.at || gone.at > until) return;
  const back = incarnationsOf(history).find(
    ({ pod, setUid, first }) => pod === life.name && setUid === set.uid && first.rv > gone.rv,
  );
  if (back) on.violation(`${life.name} came back, and its set was gone`, [gone, back.first]);
}

function checkClaims(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const reading = readRetention(history);
  for (const { set, request, until } of orphanedSets(history)) {
    const ordinals = new Set(
      entriesOf(history, 'pod')
        .filter(({ owner, at }) => owner?.uid === set.uid && at <= request.at)
        .flatMap(({ name }) => ordinalIn(set.name, name) ?? []),
    );
    for (const name of [...ordinals].flatMap((ordinal) => claimNames(set.first, ordinal))) {
      const claim = reading.claimAt(name, request.at);
      if (!claim || reading.isUsersDoing(claim)) continue;
      if (claim.deleting && claim.deleting.at < request.at) continue;
      const to = { clock: request.clock, at: until };
      const gap = gaps.over({ on: ['claim', 'set'], from: request, to });
      if (claim.deleting && claim.deleting.at <= until) {
        violation(`${name} was deleted, and its set was to orphan it`, [request, claim.deleting]);
      } else if (gap) blind(`what became of ${name}`, gap);
      else trial();
    }
  }
  return findings();
}
