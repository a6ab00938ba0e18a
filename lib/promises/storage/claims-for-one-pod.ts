import type { EntryOf, History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { claimLivesOf } from '../../model/timeline-claims.ts';
import { podLivesOf } from '../deletion/reading.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/** A second fence: where a claim is for one pod, the next one is not even let in. */
export const oneAtATimeByMode: StatefulPromise = {
  id: 'SS-STO-021',
  level: 'INFORMATIONAL',
  statement:
    'A second pod on a claim that is ReadWriteOncePod MAY wait as long as the first one lives',
  source: SOURCES.accessModes,
  since: '1.29',
  check: checkOncePod,
};

function checkOncePod(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const pods = podLivesOf(history);
  for (const claim of claimLivesOf(history)) {
    if (!claim.first.accessModes.includes('ReadWriteOncePod')) continue;
    const users = pods.filter(({ last }) => Object.values(last.claims).includes(claim.name));
    for (const [place, user] of users.entries()) {
      const running = user.states.find(isRunning);
      const first = users.slice(0, place).find(({ states }) => states.some(isRunning));
      const ended = first?.states.find(hasEnded)?.at ?? Number.POSITIVE_INFINITY;
      if (!first || ended <= user.first.at) continue;
      const to = running ?? user.last;
      const gap = gaps.over({ on: ['pod', 'claim'], from: user.first, to });
      const waited = Math.min(ended, to.at) - user.first.at;
      if (running && running.at < ended - SLACK.watchLagMs) {
        violation(`${user.name} ran on ${claim.name} beside ${first.name}`, [first.last, running]);
      } else if (gap) blind(`who ran on ${claim.name}`, gap);
      else if (waited >= SLACK.controllerLagMs) trial();
    }
  }
  return findings();
}

function isRunning({ phase }: EntryOf<'pod'>): boolean {
  return phase === 'Running';
}

/** Whoever has ended holds no volume any more, whether its object is still there or not. */
function hasEnded({ phase, op }: EntryOf<'pod'>): boolean {
  return op === 'deleted' || phase === 'Succeeded' || phase === 'Failed';
}
