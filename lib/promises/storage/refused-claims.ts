import type { History } from '../../model/entry.ts';
import { endOf, entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { incarnationsOf, type isWanted, setTimelinesOf } from '../../model/timeline.ts';
import { claimLivesOf, claimNames } from '../../model/timeline-claims.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * A full quota must look like a full quota: no half-made member, a word about it, and nothing to
 * mend by hand when there is room again.
 *
 * Judged from each report that a claim could not be made, to the day its pod was there.
 */
export const refusedClaimBlocksPod: StatefulPromise = {
  id: 'SS-STO-017',
  level: 'MUST',
  statement:
    'A claim that cannot be created MUST hold back its pod and be reported, and heal by ' +
    'itself when ' +
    'the cause is gone',
  source: SOURCES.storage,
  since: '1.9',
  check: checkRefused,
};

function checkRefused(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const end = endOf(history);
  const claims = claimLivesOf(history);
  const members = incarnationsOf(history);
  const failures = entriesOf(history, 'event').filter(({ reason }) => reason === 'FailedCreate');
  const relief = entriesOf(history, 'request').filter(
    ({ verb, resource }) => verb === 'delete' && resource === 'resourcequotas',
  );
  for (const set of setTimelinesOf(history)) {
    const ordinals = Array.from({ length: most(set.states) }, (_, index) => index);
    for (const name of ordinals.flatMap((ordinal) => claimNames(set.first, ordinal))) {
      const failure = failures.find(({ about, message }) => {
        return about.name === set.name && namesClaim(message, name);
      });
      if (!failure || claims.some((claim) => claim.name === name && claim.first.at < failure.at)) {
        continue;
      }
      const claim = claims.find((one) => one.name === name && one.first.at > failure.at);
      const pod = members.find(({ setUid, last }) => {
        return setUid === set.uid && Object.values(last.claims).includes(name);
      });
      const freed = relief.find(({ at }) => at > failure.at);
      const to = pod?.first ?? { clock: failure.clock, at: end };
      const gap = gaps.over({ on: ['claim', 'pod', 'set'], from: failure, to });
      const isEarly = pod && (!claim || pod.first.at < claim.first.at - SLACK.watchLagMs);
      const waited = freed ? end - freed.at : 0;
      if (isEarly) {
        violation(`${pod.pod} was created and ${name} could not be`, [failure, pod.first]);
      } else if (gap) blind(`what became of ${name}`, gap);
      else if (claim && pod) trial();
      // The pause between two attempts doubles: it is as long as all that came before it.
      else if (freed && waited > SLACK.rolloutMs + 2 * (freed.at - failure.at)) {
        violation(`there was room again and ${name} was not made`, [failure, freed]);
      }
    }
  }
  return findings();
}

function most(states: readonly Parameters<typeof isWanted>[0][]): number {
  return Math.max(...states.map(({ start, replicas }) => start + replicas));
}

/** Names end where the digits end: web-1 is no part of web-11. */
function namesClaim(message: string, name: string): boolean {
  const place = message.indexOf(name);
  return place >= 0 && !/[0-9]/.test(message.charAt(place + name.length));
}
