import type { History } from '../../model/entry.ts';
import { endOf } from '../../model/history.ts';
import { deletersIn } from '../../model/history-deletions.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  firstReady,
  incarnationsOf,
  type SetEntry,
  setTimelinesOf,
  stateAt,
} from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { arrivalOf } from './arrival.ts';
import { updateDeletionsOf } from './update-deletions.ts';

/**
 * Whoever sees an update go wrong writes another template in a hurry. What becomes of the members
 * that are on their way to the first one is a trap in one case and a promise in the other.
 */
export const changesOfMind: readonly StatefulPromise[] = [
  {
    id: 'SS-UPD-007',
    level: 'INFORMATIONAL',
    statement:
      'Under ordered pod management a member that is stuck at a bad revision MAY stay so after ' +
      'the template was taken back, until somebody deletes it and it returns at the new one',
    source: SOURCES.rollout,
    since: 'all; issue 67250',
    check: checkStuck,
  },
  {
    id: 'SS-UPD-008',
    level: 'SHOULD',
    statement:
      'A newer template SHOULD supersede an update that is under way: all members come to the ' +
      'last one, and none is created for the one in between',
    source: SOURCES.rollout,
    since: '1.7+',
    check: checkSuperseded,
  },
];

/** Long enough for a controller that would replace the stuck one to have done it. */
const STUCK_MS = 2 * SLACK.controllerLagMs;

/** A revision that another one took the place of before it had arrived. */
interface Turn {
  readonly before: SetEntry;
  readonly after: SetEntry;
  readonly from: string;
  readonly to: string;
  readonly until: number;
}

function turnsOf(states: readonly SetEntry[], end: number): readonly Turn[] {
  return states.flatMap((after, place) => {
    const before = states[place - 1];
    const [from, to] = [before?.status.updateRevision, after.status.updateRevision];
    if (!before || !from || !to || from === to) return [];
    if (before.status.currentRevision === from || after.strategy !== 'RollingUpdate') return [];
    // Members follow the next template before the status does.
    const next = states
      .slice(place)
      .find(
        ({ status, op, template }) =>
          status.updateRevision !== to || template !== after.template || op === 'deleted',
      );
    return [{ before, after, from, to, until: next?.at ?? end }];
  });
}

function checkStuck(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const deleterOf = deletersIn(history);
  const taken = new Set(updateDeletionsOf(history).map(({ member }) => member.uid));
  const all = incarnationsOf(history);
  for (const set of setTimelinesOf(history)) {
    const members = all.filter(({ setUid }) => setUid === set.uid);
    for (const { after, from, to, until } of turnsOf(set.states, endOf(history))) {
      if (after.policy !== 'OrderedReady') continue;
      const stuck = members.find((member) => {
        const now = stateAt(member.states, after.at);
        return now?.revision === from && now.op !== 'deleted' && firstReady(member) === null;
      });
      const gone = stuck?.deleting ?? null;
      if (!stuck || !gone || gone.at > until || gone.at - after.at < STUCK_MS) continue;
      const fresh = members.find(
        ({ ordinal, born }) => ordinal === stuck.ordinal && born && born.rv > gone.rv,
      );
      const { clock } = gone;
      const seen = { clock, at: fresh?.first.at ?? gone.at };
      const gap = gaps.over({ on: ['pod', 'set'], from: after, to: seen });
      if (gap) blind(`how ${stuck.pod} got away from ${from}`, gap);
      else if (taken.has(stuck.uid)) {
        violation(`${stuck.pod} was replaced by its controller when ${from} was taken back`, [
          ...[after, gone],
        ]);
      } else if (deleterOf(stuck) === 'somebody else' && fresh) {
        if (fresh.first.revision === to) trial();
        else violation(`${fresh.pod} returned at ${fresh.first.revision}`, [after, fresh.first]);
      }
    }
  }
  return findings();
}

function checkSuperseded(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const all = incarnationsOf(history);
  for (const set of setTimelinesOf(history)) {
    const members = all.filter(({ setUid }) => setUid === set.uid);
    for (const { after, from, to, until } of turnsOf(set.states, endOf(history))) {
      // A return to what is still the current revision takes the update back and supersedes none.
      if (after.status.currentRevision === to) continue;
      const gap = gaps.over({
        on: ['pod', 'set'],
        from: after,
        to: { clock: after.clock, at: until },
      });
      if (gap) {
        blind(`how ${set.name} came from ${from} to ${to}`, gap);
        continue;
      }
      const late = members.find(
        ({ born }) =>
          born &&
          born.revision === from &&
          born.at > after.at + SLACK.controllerLagMs &&
          born.at < until,
      );
      const journey = { members, state: after, revision: to, from: after.at, until };
      if (arrivalOf(journey) !== null) trial();
      if (!late?.born) continue;
      violation(`${late.pod} was created at ${from}, which ${to} had superseded`, [
        after,
        late.born,
      ]);
    }
  }
  return findings();
}
