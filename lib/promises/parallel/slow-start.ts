import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { isControllers } from '../../model/history-deletions.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { isOrdered, scenesOf } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

type Audit = EntryOf<'audit'>;

/** Why a quota that allows three of ten leaves a Parallel set with one, two or three of them. */
export const slowStart: StatefulPromise = {
  id: 'SS-PAR-007',
  level: 'INFORMATIONAL',
  statement:
    'A Parallel set MAY create in batches of one, two, four and so on, the first alone, so that ' +
    'partial progress is normal',
  source: SOURCES.parallel,
  since: 'all',
  check: checkBatches,
};

function checkBatches(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const { set } of scenesOf(history).filter((scene) => !isOrdered(scene))) {
    const created = entriesOf(history, 'audit')
      .filter(
        (audit) =>
          audit.verb === 'create' &&
          audit.resource === 'pods' &&
          audit.subresource === null &&
          isControllers(audit) &&
          audit.name?.startsWith(`${set.name}-`),
      )
      .toSorted((one, other) => one.received - other.received);
    for (const burst of burstsOf(created)) {
      const [first, second, third] = burst;
      if (!first || !second || !third) continue;
      const gap = gaps.over({ on: ['audit'], from: first, to: burst.at(-1) ?? third });
      if (gap) {
        blind(`in which batches ${set.name} was created`, gap);
        continue;
      }
      trial();
      if (second.received >= first.at) continue;
      const says = `${second.name} was asked for before ${first.name} was answered`;
      violation(says, [first, second]);
    }
  }
  return findings();
}

/** Requests that follow one another at once belong to one pass of the controller. */
function burstsOf(created: readonly Audit[]): readonly (readonly Audit[])[] {
  const bursts: Audit[][] = [];
  for (const audit of created) {
    const last = bursts.at(-1)?.at(-1);
    if (last && audit.received - last.at < SLACK.noticeableMs) bursts.at(-1)?.push(audit);
    else bursts.push([audit]);
  }
  return bursts;
}
