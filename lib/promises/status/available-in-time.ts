import type { History } from '../../model/entry.ts';
import { endOf, subjectOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type Incarnation, isWanted, type PodEntry, stateAt } from '../../model/timeline.ts';
import { isAtLeast } from '../../model/versions.ts';
import { isWell, scenesOf } from '../scenes.ts';
import { isSilent, silencesOf } from '../silences.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * Whoever waits for a rollout waits for this number. A controller that looks again only when
 * something else happens leaves it behind for as long as all is quiet. One that is away is no such
 * controller: whether it takes the wait up again is a promise of its own.
 */
export const availableInTime: StatefulPromise = {
  id: 'SS-STA-012',
  level: 'SHOULD',
  statement:
    'The available members of the status SHOULD be told of within seconds after a member has ' +
    'been Ready for minReadySeconds',
  source: SOURCES.minReady,
  since: 'precise since 1.36',
  check: checkInTime,
};

const PRECISE_SINCE = '1.36';

/** A member that has been Ready since, and for how long it stays so; null: to the end. */
interface Stay {
  readonly since: PodEntry;
  readonly until: PodEntry | null;
}

function checkInTime(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const version = subjectOf(history)?.kubernetes ?? null;
  if (version === null || !isAtLeast(version, PRECISE_SINCE)) return findings();
  const gaps = gapsOf(history);
  const end = endOf(history);
  const silences = silencesOf(history);
  for (const { set, members } of scenesOf(history)) {
    const stays = members.flatMap((member) => staysOf(member).map((stay) => ({ member, stay })));
    for (const { member, stay } of stays) {
      const spec = stateAt(set.states, stay.since.at);
      if (!spec || spec.minReadySeconds === 0 || !isWanted(spec, member.ordinal)) continue;
      const waitMs = spec.minReadySeconds * 1000;
      const late = stay.since.at + waitMs + SLACK.statusLagMs;
      const isChanged = set.states.some(
        ({ at, generation }) => at > stay.since.at && at <= late && generation > spec.generation,
      );
      if (isChanged || late > end || !lasts(stay, late)) continue;
      if (isSilent(silences, stay.since.at + waitMs, late)) continue;
      const told = stateAt(set.states, late);
      // All who were Ready for long enough well before, and are so still.
      const due = stays.filter(
        (one) => one.stay.since.at + waitMs + SLACK.statusLagMs <= late && lasts(one.stay, late),
      );
      const to = { clock: stay.since.clock, at: late };
      const gap = gaps.over({ on: ['pod', 'set'], from: stay.since, to });
      if (gap) blind(`when ${member.pod} was counted as available`, gap);
      else if (told && told.status.available < due.length) {
        const says = `${set.name} counted ${told.status.available} available members`;
        const when = `${Math.round((late - stay.since.at) / 1000)} s after the last was Ready`;
        violation(`${says} of ${due.length}, ${when}`, [stay.since, told]);
      } else if (told) trial();
    }
  }
  return findings();
}

function lasts({ until }: Stay, at: number): boolean {
  return until === null || until.at > at;
}

function staysOf({ states }: Incarnation): readonly Stay[] {
  const stays: Stay[] = [];
  let since: PodEntry | null = null;
  for (const state of states) {
    if (isWell(state)) since ??= state;
    else if (since) {
      stays.push({ since, until: state });
      since = null;
    }
  }
  return since ? [...stays, { since, until: null }] : stays;
}
