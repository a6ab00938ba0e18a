import { clocksOf } from '../../model/clocks.ts';
import type { EntryOf, History } from '../../model/entry.ts';
import { endOf, entriesOf, pairsOf, stepsOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  firstReady,
  type Incarnation,
  incarnationsOf,
  isWanted,
  setTimelinesOf,
  statesDuring,
  successionsOf,
} from '../../model/timeline.ts';
import { claimLivesOf, claimsDeletedByName } from '../../model/timeline-claims.ts';
import { acknowledgementsOf, linesOf } from '../../model/timeline-volumes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/** The planned stop of everything, as for a move of a data centre. */
export const backAfterFullStop: StatefulPromise = {
  id: 'SS-APP-006',
  level: 'SHOULD',
  statement:
    'A set that stops whole and starts again SHOULD have all its members and their data back',
  source: SOURCES.storage,
  since: 'all',
  check: (history) => checkReturn(history, 'full stop'),
};

/** The first exercise of every tutorial. */
export const fileStillThere: StatefulPromise = {
  id: 'SS-APP-010',
  level: 'SHOULD',
  statement:
    'A member that is deleted SHOULD come back to what it had written, on the same claim, ' +
    'and its ' +
    'neighbour keep its own',
  source: SOURCES.storage,
  since: 'all',
  check: (history) => checkReturn(history, 'deletion'),
};

/** A trap for those who edit a configuration and wait: members read it when they start. */
export const configurationUnread: StatefulPromise = {
  id: 'SS-APP-009',
  level: 'INFORMATIONAL',
  statement: 'An edit of a ConfigMap MAY change nothing about members that run: none is restarted',
  source: SOURCES.configMap,
  since: 'all',
  check: checkConfiguration,
};

function checkReturn(history: History, after: 'full stop' | 'deletion'): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const clocks = clocksOf(history);
  const acknowledged = acknowledgementsOf(history);
  const asked = claimsDeletedByName(history);
  const starts = linesOf(history).filter((line): line is EntryOf<'epoch'> => line.kind === 'epoch');
  for (const [old, fresh] of successionsOf(history)) {
    const start = starts.find(({ uid }) => uid === fresh.uid);
    const ready = firstReady(fresh);
    const isDue = after === 'deletion' ? wasDeleted(history, old) : wasStopped(history, old, fresh);
    if (!start || !ready || !isDue || asked.has(start.claim)) continue;
    const last = acknowledged.findLast(
      ({ claim, entry, uid }) =>
        claim === start.claim && uid === old.uid && clocks.order(entry, start) === 'before',
    );
    if (!last || disposes(history, old)) continue;
    const at = [start.claim, start.node];
    const from = last.entry;
    const gap =
      gaps.over({ on: ['epoch', 'op'], at, from, to: start }) ??
      gaps.over({ on: ['claim', 'pod', 'set'], from: old.first, to: ready });
    const claims = new Set(
      claimLivesOf(history)
        .filter(({ name }) => name === start.claim)
        .map(({ uid }) => uid),
    );
    if (start.foundN < last.n) {
      violation(`${fresh.pod} found ${start.foundN} records of ${last.n}`, [last.entry, start]);
    } else if (claims.size > 1) {
      violation(`${fresh.pod} came back to another claim`, [start, ready]);
    } else if (gap) blind(`what ${fresh.pod} came back to`, gap);
    else trial();
  }
  return findings();
}

function wasDeleted(
  history: History,
  { pod, uid, setUid, ordinal, deleting }: Incarnation,
): boolean {
  const isAsked = entriesOf(history, 'request').some((request) => {
    const { verb, resource, grace } = request;
    // A forced one may free the name while the old process still writes.
    if (grace === 0) return false;
    return verb === 'delete' && resource === 'pods' && request.name === pod && request.uid === uid;
  });
  // Somebody must be there whose data could have been mixed up with its own.
  return (
    isAsked &&
    incarnationsOf(history).some((other) => {
      const wasThen = other.first.at < (deleting?.at ?? 0);
      return other.setUid === setUid && other.ordinal !== ordinal && wasThen;
    })
  );
}

/** Whether between two incarnations their set wanted nobody at all. */
function wasStopped(history: History, old: Incarnation, fresh: Incarnation): boolean {
  const set = setTimelinesOf(history).find(({ uid }) => uid === old.setUid);
  if (!set || old.setUid !== fresh.setUid) return false;
  const between = statesDuring(set.states, old.last.at, fresh.first.at);
  return between.some(({ replicas }) => replicas === 0) && between.some((s) => !isWanted(s, 0));
}

function disposes(history: History, { setUid }: Incarnation): boolean {
  const set = setTimelinesOf(history).find(({ uid }) => uid === setUid);
  return !set?.states.every((s) => s.whenScaled === 'Retain' && s.whenDeleted === 'Retain');
}

function checkConfiguration(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const end = endOf(history);
  const requests = entriesOf(history, 'request');
  const deeds = [...requests, ...stepsOf(history, 'verb'), ...entriesOf(history, 'fault')];
  for (const edit of requests) {
    if (edit.resource !== 'configmaps' || edit.verb !== 'patch' || edit.code >= 300) continue;
    const next = deeds
      .filter((deed) => deed.at > edit.at && !(deed.kind === 'step' && deed.name === 'watch'))
      .reduce((least, { at }) => Math.min(least, at), end);
    if (next - edit.at < 2 * SLACK.controllerLagMs) continue;
    const gap = gaps.over({ on: ['pod'], from: edit, to: { clock: edit.clock, at: next } });
    const moved = incarnationsOf(history).find(({ deleting, states }) => {
      const isDeleted = deleting && deleting.at > edit.at && deleting.at <= next;
      return (
        isDeleted ||
        pairsOf(states).some(([one, other]) => {
          return other.at > edit.at && other.at <= next && restarts(other) > restarts(one);
        })
      );
    });
    if (moved)
      violation(`${moved.pod} was restarted after ${edit.name} was edited`, [edit, moved.last]);
    else if (gap) blind(`who was restarted after ${edit.name} was edited`, gap);
    else trial();
  }
  return findings();
}

function restarts({ containers }: EntryOf<'pod'>): number {
  return containers.reduce((sum, container) => sum + container.restarts, 0);
}
