import { type Clocks, clocksOf } from '../../model/clocks.ts';
import type { EntryOf, History } from '../../model/entry.ts';
import { endOf, entriesOf } from '../../model/history.ts';
import { ledgerOf } from '../../model/history-faults.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type Incarnation, incarnationsOf } from '../../model/timeline.ts';
import { type Life, livesBySlot } from '../../model/timeline-lives.ts';
import { overlapsOf } from '../../model/timeline-overlaps.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { type Tally, tally } from '../tally.ts';
import { ranTwice } from './at-most-one.ts';

/**
 * Whoever deletes by force vouches that the process is dead. If it is not, two of one identity run
 * at once, and nothing in the cluster objects. Users should know that, and a suite that could not
 * see it would not see the real thing either.
 *
 * This surprise is held when the two were seen at once and the ledger explains them. It is
 * violated, which means changed, when the name was not freed although the old process ran on.
 */
export const forceDeleteFreesName: StatefulPromise = {
  id: 'SS-AMO-007',
  level: 'INFORMATIONAL',
  statement:
    'A deletion by force frees the name at once, and a predecessor that still runs MAY then run ' +
    'beside its replacement',
  source: SOURCES.forceDelete,
  since: 'all',
  provedByOneEntry: true,
  check: checkForce,
};

function checkForce(history: History): Findings {
  const on = tally();
  const overlaps = overlapsOf(history);
  const ledger = ledgerOf(history);
  const lives = livesBySlot(history);
  const forced = forcedDeletions(history);

  for (const own of lives.values()) {
    for (const [place, older] of own.entries()) {
      for (const newer of own.slice(place + 1)) {
        const excuse = ledger.excuse(['SS-AMO-001'], [older.uid, newer.uid]);
        const relation = overlaps.relation(older, newer);
        if (!excuse || relation.is !== 'together') continue;
        on.trial();
        on.excused(`${ranTwice(older, newer, relation)}; ${excuse.says}`, [
          ...[...relation.evidence, excuse],
        ]);
      }
      const blow = forced.get(older.uid);
      if (blow) judgeUnfreed(history, older, blow, on);
    }
  }
  return on.findings();
}

type Blow = EntryOf<'fault'> | EntryOf<'request'>;

/** The old process ran on, and long after the blow its name had still not been given away. */
function judgeUnfreed(history: History, old: Life, blow: Blow, { violation, blind }: Tally): void {
  const clocks = clocksOf(history);
  const later = { clock: blow.clock, at: blow.at + SLACK.ranOnMs };
  const members = incarnationsOf(history);
  const member = members.find(({ uid }) => uid === old.uid);
  const isFreed = member?.gone ?? successorOf(members, member);
  if (!member || isFreed || endOf(history) < later.at || !ranUntil(old, later, clocks)) return;
  const gap = gapsOf(history).over({ on: ['pod', 'runtime'], from: blow, to: later });
  if (gap) {
    blind(`whether the name of ${old.pod} was freed`, gap);
    return;
  }
  const seconds = SLACK.ranOnMs / 1000;
  violation(`${old.pod} was deleted by force, and ${seconds} s later its name was still taken`, [
    ...[blow, member.last],
  ]);
}

function successorOf(members: readonly Incarnation[], old: Incarnation | undefined) {
  return members.find(
    ({ pod, uid, first }) => old && pod === old.pod && uid !== old.uid && first.rv > old.first.rv,
  );
}

function ranUntil({ runs, lines }: Life, later: { clock: string; at: number }, clocks: Clocks) {
  return (
    lines.some((line) => clocks.order(later, line) === 'before') ||
    runs.some(({ stop }) => stop === null || clocks.order(later, stop) === 'before')
  );
}

/** By pod uid: what the fault wrote down, or failing that the request itself. */
function forcedDeletions(history: History): ReadonlyMap<string, Blow> {
  const requests = entriesOf(history, 'request')
    .filter(({ verb, resource, grace }) => verb === 'delete' && resource === 'pods' && grace === 0)
    .flatMap((request) => (request.uid === null ? [] : [[request.uid, request] as const]));
  const blows = entriesOf(history, 'fault')
    .filter(({ fault, phase }) => fault === 'delete-pod-by-force' && phase === 'struck')
    .flatMap((blow) => blow.podUids.map((uid) => [uid, blow] as const));
  return new Map<string, Blow>([...requests, ...blows]);
}
