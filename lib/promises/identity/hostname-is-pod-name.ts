import type { EntryOf, History } from '../../model/entry.ts';
import { groupBy } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { incarnationsOf } from '../../model/timeline.ts';
import { linesOf } from '../../model/timeline-volumes.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * Nearly every image of a stateful application takes its ordinal from its hostname. One wrong
 * answer there, and a replica starts as the primary, or with another member's id.
 *
 * Judged from what each incarnation itself wrote down when it asked its kernel. Pods on the host's
 * network have the host's name; the suite's own workloads are never such.
 */
export const hostnameIsPodName: StatefulPromise = {
  id: 'SS-IDN-003',
  level: 'MUST',
  statement: "Inside every incarnation of an ordinal the hostname MUST be the pod's name",
  source: SOURCES.networkId,
  since: '1.9',
  check: checkHostname,
};

function checkHostname(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  const pods = new Map(
    history
      .filter((entry): entry is EntryOf<'pod'> => entry.kind === 'pod')
      .map((pod) => [pod.uid, pod]),
  );
  const written = groupBy(linesOf(history), ({ uid }) => uid);

  for (const [uid, lines] of written) {
    const pod = pods.get(uid);
    const wrong = lines.find(({ hostname }) => pod && hostname !== pod.name);
    const [first] = lines;
    if (pod && !wrong) trial();
    else if (wrong) violation(`${pod?.name} took itself for ${wrong.hostname}`, [pod, wrong]);
    else doubt(`nobody knows the name of pod ${uid}, which called itself so`, [first]);
  }
  // Members of a set that writes nothing at all leave nothing to be missed.
  const writers = new Set(linesOf(history).map(({ set }) => set));
  for (const { uid, set, pod, first, last, node, states } of incarnationsOf(history)) {
    const ran = states.some(({ phase }) => phase === 'Running');
    if (!ran || (written.size > 0 && !writers.has(set))) continue;
    const claims = Object.values(last.claims);
    const gap = gaps.over({ on: ['epoch'], at: [node, ...claims], from: first, to: last });
    // Lines from a life that nobody watched at all are not all of its lines.
    const isWhole = gap?.clock === first.clock && gap.from <= first.at && gap.to >= last.at;
    if (gap && (isWhole || !written.has(uid))) blind(`the hostname of ${pod}`, gap);
  }
  return findings();
}
