import type { History } from '../../model/entry.ts';
import { groupBy } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { incarnationsOf, setTimelinesOf } from '../../model/timeline.ts';
import { claimNames } from '../../model/timeline-claims.ts';
import { linesOf, type VolumeLine } from '../../model/timeline-volumes.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * A replica that opens another replica's files does not fail: it serves the wrong shard, or writes
 * into a log that somebody else is writing.
 *
 * Judged from the lines on the volumes and from what each pod mounts. Whether one ordinal's own
 * incarnations write one after another is another promise.
 */
export const isolatedVolumes: StatefulPromise = {
  id: 'SS-STO-005',
  level: 'MUST',
  statement: 'An incarnation MUST NOT mount or write the claim of another ordinal',
  source: SOURCES.storage,
  since: '1.9',
  check: checkIsolation,
};

function checkIsolation(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const members = new Map(incarnationsOf(history).map((member) => [member.uid, member]));
  const lines = linesOf(history);
  // With one member there is nobody to be isolated from.
  const hasNeighbours = new Set(lines.map(ownSlot)).size > 1;

  for (const own of groupBy(lines, ({ claim, uid }) => `${claim} ${uid}`).values()) {
    const [first] = own;
    const last = own.at(-1);
    if (!first || !last) continue;
    // The API knows the writer's ordinal better than a writer that may have the wrong hostname.
    const { set, ordinal } = members.get(first.uid) ?? first;
    if (!first.claim.endsWith(`-${set}-${ordinal}`)) {
      violation(`ordinal ${ordinal} of ${set} wrote on ${first.claim}`, [first]);
      continue;
    }
    if (!hasNeighbours) continue;
    const gap = gaps.over({
      ...{ on: ['beat', 'epoch'], at: [first.claim, first.node] },
      ...{ from: first, to: last },
    });
    if (gap) blind(`who wrote on ${first.claim}`, gap);
    else trial();
  }

  for (const { uid, first } of setTimelinesOf(history)) {
    const mine = [...members.values()].filter(({ setUid }) => setUid === uid);
    for (const { pod, ordinal, last } of mine) {
      const others = mine.filter((other) => other.ordinal !== ordinal);
      const theirs = new Set(others.flatMap((other) => claimNames(first, other.ordinal)));
      const wrong = Object.values(last.claims).find((claim) => theirs.has(claim));
      if (wrong) violation(`${pod} mounts ${wrong}`, [last]);
    }
  }
  return findings();
}

function ownSlot({ set, ordinal }: VolumeLine): string {
  return `${set}-${ordinal}`;
}
