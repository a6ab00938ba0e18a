import type { EntryOf, History } from '../../model/entry.ts';
import { endOf, ordinalIn } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { isWanted, type SetTimeline, setTimelinesOf, stateAt } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { deletedByUser, isSelected, type PodLife, podLivesOf } from './reading.ts';

/** Taking a label away is how a sick member is kept for a look at it. */
export const releasedNotDeleted: StatefulPromise = {
  id: 'SS-DEL-004',
  level: 'MUST',
  statement: 'A pod whose labels cease to match MUST be released by its set, and not deleted',
  source: SOURCES.controllers,
  since: '1.7',
  check: checkReleased,
};

/**
 * A surprise: what is released keeps its name, and two pods of one name cannot be. The set stays
 * short of a member until somebody makes room.
 */
export const releasedKeepsName: StatefulPromise = {
  id: 'SS-DEL-005',
  level: 'INFORMATIONAL',
  statement:
    'A released pod MAY keep its ordinal empty: no other takes its place until it is gone ' +
    'or comes ' +
    'back',
  source: SOURCES.controllers,
  since: '1.7',
  check: checkName,
};

interface Release {
  readonly set: SetTimeline;
  readonly life: PodLife;
  /** The first state with labels that do not match. */
  readonly strayed: EntryOf<'pod'>;
  /** The first state after it without an owner. */
  readonly released: EntryOf<'pod'> | null;
}

function releasesOf(history: History): readonly Release[] {
  const sets = setTimelinesOf(history);
  return podLivesOf(history).flatMap((life) => {
    const set = sets.find(({ uid }) => life.states.some(({ owner }) => owner?.uid === uid));
    if (!set || Object.keys(set.first.matchLabels).length === 0) return [];
    const place = life.states.findIndex((state, index) => {
      const before = life.states[index - 1];
      return before && isSelected(set.first, before) && !isSelected(set.first, state);
    });
    const strayed = life.states[place];
    if (!strayed || strayed.deleting) return [];
    const released = life.states.slice(place).find(({ owner }) => owner === null) ?? null;
    return [{ set, life, strayed, released }];
  });
}

function checkReleased(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const asked = deletedByUser(history);
  for (const { set, life, strayed, released } of releasesOf(history)) {
    const until = Math.min(endOf(history), set.gone?.at ?? Number.POSITIVE_INFINITY);
    const to = { clock: strayed.clock, at: life.deleting?.at ?? until };
    const gap = gaps.over({ on: ['pod', 'set'], from: strayed, to });
    const taken = life.deleting && life.deleting.at <= until && !asked.has(life.name);
    if (taken) violation(`${life.name} strayed and was deleted`, [strayed, life.deleting]);
    else if (gap) blind(`what became of ${life.name}`, gap);
    else if (released) trial();
    else if (until - strayed.at >= SLACK.rolloutMs) {
      violation(`${life.name} strayed and was never released`, [strayed, life.last]);
    }
  }
  return findings();
}

function checkName(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const end = endOf(history);
  const lives = podLivesOf(history);
  for (const { set, life, released } of releasesOf(history)) {
    if (!released) continue;
    const ordinal = ordinalIn(set.name, life.name);
    const back = life.states.find(({ owner, rv }) => owner?.uid === set.uid && rv > released.rv);
    const room = back ?? life.gone;
    const until = room?.at ?? end;
    const isShort = set.states.some(({ at, status, replicas }) => {
      return at > released.at && at <= until && status.ready < replicas;
    });
    const after = stateAt(set.states, until);
    if (!isShort || ordinal === null || !after || !isWanted(after, ordinal)) continue;
    const gap = gaps.over({ on: ['pod', 'set'], from: released, to: room ?? released });
    const successor = lives.find(
      ({ name, first, states }) =>
        name === life.name && first.rv > released.rv && states[0]?.owner?.uid === set.uid,
    );
    if (successor && (!life.gone || successor.first.rv < life.gone.rv)) {
      violation(`${life.name} got a successor beside the one released`, [successor.first]);
    } else if (gap) blind(`who had the name ${life.name}`, gap);
    else if (back || successor) trial();
    else if (life.gone && end - life.gone.at >= SLACK.rolloutMs && !set.gone) {
      violation(`${life.name} was gone and its ordinal stayed empty`, [life.gone]);
    }
  }
  return findings();
}
