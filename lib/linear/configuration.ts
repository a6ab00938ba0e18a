import { at } from './numbers.ts';

/**
 * One way in which the history so far may have gone: the state that it led to, and which of the
 * operations that have not returned yet it has already counted in.
 */
export interface Configuration {
  readonly state: number;
  /** Where the state was last replaced, as a place among the events; see search-plain.ts. */
  readonly reach: number;
  /** Operations that have taken effect and not returned, by number, ascending. */
  readonly done: readonly number[];
}

/** Which operations a configuration is the better for having counted in, or for not having. */
export interface Weights {
  /** Counted in, it is out of the way. */
  isGain(operation: number): boolean;
  /** Not counted in, it can still be used, and need not be. */
  isSpare(operation: number): boolean;
}

/** So many rivals a configuration is compared with: beyond that only equal ones are dropped. */
const RIVALS = 32;

/** Up to here all are compared with all, which most returns end with. */
const FEW = 6;

/**
 * Drops every configuration that another one can stand in for. Whatever may follow on the worse
 * one may follow on the better one too, so no verdict depends on those that are dropped.
 */
export function thinned(all: readonly Configuration[], weights: Weights): Configuration[] {
  if (all.length <= FEW) return thinnedFew(all, weights);
  const kept: Configuration[] = [];
  const seen = all.length > RIVALS ? new Set<string>() : null;
  const byState = new Map<number, Configuration[]>();
  for (const each of all) {
    if (seen) {
      const written = `${each.state} ${each.reach} ${each.done.join()}`;
      if (seen.has(written)) continue;
      seen.add(written);
    }
    const rivals = byState.get(each.state);
    if (!rivals) {
      byState.set(each.state, [each]);
    } else if (rivals.length >= RIVALS) {
      kept.push(each);
    } else if (!rivals.some((rival) => standsInFor(rival, each, weights))) {
      const left = rivals.filter((rival) => !standsInFor(each, rival, weights));
      left.push(each);
      byState.set(each.state, left);
    }
  }
  for (const rivals of byState.values()) kept.push(...rivals);
  return kept;
}

function thinnedFew(all: readonly Configuration[], weights: Weights): Configuration[] {
  const kept: Configuration[] = [];
  for (const each of all) {
    if (kept.some((rival) => rival.state === each.state && standsInFor(rival, each, weights))) {
      continue;
    }
    for (let place = kept.length - 1; place >= 0; place--) {
      const rival = kept[place];
      if (rival?.state === each.state && standsInFor(each, rival, weights)) kept.splice(place, 1);
    }
    kept.push(each);
  }
  return kept;
}

function standsInFor(better: Configuration, worse: Configuration, weights: Weights): boolean {
  if (better.reach < worse.reach) return false;
  let one = 0;
  let other = 0;
  while (one < better.done.length || other < worse.done.length) {
    const mine = better.done[one] ?? Number.POSITIVE_INFINITY;
    const theirs = worse.done[other] ?? Number.POSITIVE_INFINITY;
    if (mine === theirs) {
      one++;
      other++;
    } else if (mine < theirs) {
      if (!weights.isGain(mine)) return false;
      one++;
    } else {
      if (!weights.isSpare(theirs)) return false;
      other++;
    }
  }
  return true;
}

/** The innermost steps of every search: plain loops are several times as fast here. */
export function withDone(done: readonly number[], operation: number): number[] {
  const more: number[] = [];
  let place = 0;
  for (; place < done.length && at(done, place) < operation; place++) more.push(at(done, place));
  more.push(operation);
  for (; place < done.length; place++) more.push(at(done, place));
  return more;
}

export function withoutDone(done: readonly number[], operation: number): readonly number[] {
  if (!done.includes(operation)) return done;
  const fewer: number[] = [];
  for (let place = 0; place < done.length; place++) {
    if (done[place] !== operation) fewer.push(at(done, place));
  }
  return fewer;
}
