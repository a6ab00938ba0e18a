import type { History } from '../../model/entry.ts';
import { ordinalIn } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { isWanted, wantedOrdinals } from '../../model/timeline.ts';
import { restsOf } from '../rests.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * Peers, quorums and shards are counted from names: whoever configures db-0 to db-2 by hand relies
 * on there being no db-7, no db-02 and no hole.
 *
 * Judged where a set is at rest. What it looks like on the way there is not judged here, nor
 * whether it ever gets there.
 */
export const ordinalsWithoutHoles: StatefulPromise = {
  id: 'SS-IDN-001',
  level: 'MUST',
  statement:
    "Members MUST be named after their set and a plain decimal ordinal, and a converged set's " +
    'ordinals are its start and those that follow, without a hole',
  source: SOURCES.identity,
  since: '1.9',
  check: checkOrdinalsWithoutHoles,
};

function checkOrdinalsWithoutHoles(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const { set, pods, from, to, witness } of restsOf(history)) {
    const gap = gaps.over({ on: ['pod', 'set'], from, to });
    if (gap) {
      blind(`what ${set.name} was made of`, gap);
      continue;
    }
    trial();
    const odd = pods.filter(({ name }) => ordinalIn(set.name, name) === null);
    for (const pod of odd) {
      violation(`${set.name} has a member named ${pod.name}`, [witness, set, pod]);
    }
    // A condemned ordinal that is being removed is no part of the converged set any more.
    const living = pods.filter(({ deleting }) => deleting === null);
    const ordinals = living.flatMap(({ name }) => ordinalIn(set.name, name) ?? []);
    const missing = wantedOrdinals(set).filter((ordinal) => !ordinals.includes(ordinal));
    if (missing.length > 0) {
      const names = missing.map((ordinal) => `${set.name}-${ordinal}`).join(', ');
      violation(`${set.name} was at rest without ${names}`, [witness, set, ...living]);
    }
    const beyond = living.filter(({ name }) => {
      const ordinal = ordinalIn(set.name, name);
      return ordinal !== null && !isWanted(set, ordinal);
    });
    for (const pod of beyond) {
      const range = `${set.start} to ${set.start + set.replicas - 1}`;
      violation(`${set.name} asks for ${range} and has ${pod.name}`, [witness, set, pod]);
    }
  }
  return findings();
}
