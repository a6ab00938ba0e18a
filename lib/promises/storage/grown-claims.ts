import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf, pairsOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type ClaimEntry, claimLivesOf, claimNames } from '../../model/timeline-claims.ts';
import { moment, type Scene, scenesOf } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * The way that is left to those who need more room, for templates of claims cannot be edited: every
 * claim by hand, and whoever comes later begins with too little again.
 */
export const grownByHand: StatefulPromise = {
  id: 'SS-STO-018',
  level: 'INFORMATIONAL',
  statement:
    'A claim that somebody lets grow stays as it is, and a claim that is made later MAY have the ' +
    'old size, which is its template’s',
  source: SOURCES.storage,
  since: 'all',
  check: checkGrown,
};

/** Long enough for a controller that minds to have done something. */
const LEFT_ALONE_MS = 2 * SLACK.controllerLagMs;

function checkGrown(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const requests = entriesOf(history, 'request');
  const lives = claimLivesOf(history);
  for (const scene of scenesOf(history)) {
    const own = lives.filter(({ name }) => templateOf(scene, name) !== null);
    const growths = own.flatMap(({ states }) => growthsIn(states));
    for (const [before, after] of growths) {
      const life = own.find(({ uid }) => uid === after.uid);
      const until = Math.min(life?.states.find(isGoing)?.at ?? scene.end, scene.end);
      const shrunk = life?.states.find(
        ({ rv, size, at }) => rv > after.rv && at <= until && size === before.size,
      );
      const gap = gaps.over({ on: ['claim', 'set'], from: before, to: moment(until) });
      if (gap) blind(`whether ${after.name} was left at its size`, gap);
      else if (shrunk && !wasAskedFor(requests, after, shrunk)) {
        violation(`${after.name} was made ${shrunk.size} again`, [after, shrunk]);
      } else if (!shrunk && until - after.at >= LEFT_ALONE_MS) trial();
    }
    const [first] = growths.map(([, after]) => after).sort((one, other) => one.at - other.at);
    if (!first) continue;
    for (const { first: fresh } of own) {
      const asked = templateOf(scene, fresh.name)?.size ?? null;
      if (fresh.op !== 'added' || fresh.at < first.at || asked === null) continue;
      const gap = gaps.over({ on: ['claim', 'set'], from: first, to: fresh });
      if (gap) blind(`how ${fresh.name} was made`, gap);
      else if (fresh.size === asked) trial();
      else violation(`${fresh.name} was made with ${fresh.size} for ${asked}`, [first, fresh]);
    }
  }
  return findings();
}

/** A size that the claim never had before; going back to one is no growth. */
function growthsIn(states: readonly ClaimEntry[]) {
  return pairsOf(states).filter(([before, after]) => {
    const had = states.slice(0, states.indexOf(after)).map(({ size }) => size);
    return !isGoing(after) && before.size !== after.size && !had.includes(after.size);
  });
}

function isGoing({ op, deleting }: ClaimEntry): boolean {
  return op === 'deleted' || deleting !== null;
}

/** What a set's template asks for, by the name of a claim that it makes; null for other claims. */
function templateOf({ set: { first }, members }: Scene, name: string) {
  const place = members.map(({ ordinal }) => claimNames(first, ordinal).indexOf(name));
  return first.claimSpecs[Math.max(-1, ...place)] ?? null;
}

/** Somebody may let a claim shrink again as well, as long as nothing has grown yet. */
function wasAskedFor(
  requests: readonly EntryOf<'request'>[],
  after: ClaimEntry,
  shrunk: ClaimEntry,
): boolean {
  const asked = requests.filter(
    ({ resource, name, at }) =>
      resource === 'persistentvolumeclaims' && name === after.name && at <= shrunk.at,
  );
  return asked.some(({ at }) => at > after.at);
}
