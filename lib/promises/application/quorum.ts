import { type Clocks, clocksOf, type Moment } from '../../model/clocks.ts';
import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf, groupBy, pairsOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type SetEntry, type SetTimeline, setTimelinesOf } from '../../model/timeline.ts';
import { acknowledgementsOf } from '../../model/timeline-volumes.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * What a rolling update is for: of three, two go on working.
 *
 * Judged from what members acknowledged while a rollout was under way that nobody disturbed. A
 * member is down while it acknowledges nothing for long; shorter pauses are a slow machine’s.
 */
export const quorumKept: StatefulPromise = {
  id: 'SS-APP-005',
  level: 'SHOULD',
  statement: 'Of three or more members most SHOULD go on accepting writes through a rolling update',
  source: SOURCES.rollout,
  since: 'all',
  check: checkQuorum,
};

/** Well above any beat and any pause of a loaded machine. */
const DOWN_MS = 10_000;

interface Outage {
  readonly claim: string;
  readonly from: number;
  readonly to: number;
  readonly evidence: readonly EntryOf<'op'>[];
}

function checkQuorum(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const clocks = clocksOf(history);
  const outages = outagesOf(history, clocks);
  const disturbed = [
    ...entriesOf(history, 'fault'),
    ...entriesOf(history, 'request').filter(({ resource }) => resource === 'pods'),
  ];
  for (const set of setTimelinesOf(history)) {
    for (const [from, to] of rolloutsOf(set)) {
      const members = from.replicas;
      if (members < 3 || disturbed.some(({ at }) => at >= from.at && at <= to.at)) continue;
      const own = outages.filter(
        (outage) =>
          outage.from < to.at && outage.to > from.at && outage.claim.includes(`-${set.name}-`),
      );
      const gap = gaps.over({ on: ['op', 'set'], from, to });
      const lost = own.find((outage) => {
        const down = own.filter((other) => togetherMs(outage, other) >= DOWN_MS);
        return new Set(down.map(({ claim }) => claim)).size > (members - 1) / 2;
      });
      const writes = acknowledgementsOf(history).some(({ claim }) =>
        claim.includes(`-${set.name}-`),
      );
      if (!writes) continue;
      if (lost) violation(`most of ${set.name} were down at once`, [from, ...lost.evidence]);
      else if (gap) blind(`who of ${set.name} accepted writes`, gap);
      else trial();
    }
  }
  return findings();
}

/** In turn one is back before the next one goes, and its first answer may still be on its way. */
function togetherMs(one: Outage, other: Outage): number {
  return Math.min(one.to, other.to) - Math.max(one.from, other.from);
}

/** Stretches in which a set had a revision to bring to its members, and brought it. */
function rolloutsOf({ states }: SetTimeline): readonly (readonly [SetEntry, SetEntry])[] {
  return pairsOf(states).flatMap(([before, after]) => {
    const { updateRevision } = after.status;
    const isNew = updateRevision !== before.status.updateRevision && before.status.updateRevision;
    const whole = states.find(
      ({ rv, status, replicas }) =>
        rv > after.rv &&
        status.updateRevision === updateRevision &&
        status.currentRevision === updateRevision &&
        status.ready === replicas,
    );
    return isNew && whole ? [[after, whole] as const] : [];
  });
}

/** Long silences of a claim’s members, as short as the clocks allow them to have been. */
function outagesOf(history: History, clocks: Clocks): readonly Outage[] {
  const byClaim = groupBy(acknowledgementsOf(history), ({ claim }) => claim);
  return [...byClaim].flatMap(([claim, acks]) =>
    pairsOf(acks).flatMap(([one, other]) => {
      const [from, to]: (Moment | null)[] = [clocks.moment(one.entry), clocks.moment(other.entry)];
      if (!from || !to || to.earliest - from.latest < DOWN_MS) return [];
      const evidence = [one.entry, other.entry];
      return [{ claim, from: from.latest, to: to.earliest, evidence }];
    }),
  );
}
