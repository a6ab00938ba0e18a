import { clocksOf } from '../../model/clocks.ts';
import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { controllerDeletions, controllerRequests } from './controller-deletions.ts';

/**
 * The controller deletes by name, so a controller that wakes up late may hit a successor that has
 * done nothing wrong. Nothing protects it but the controller's own care.
 */
export const sparesHealthyMembers: StatefulPromise = {
  id: 'SS-CTL-006',
  level: 'SHOULD',
  statement:
    'The controller SHOULD NOT delete a Ready member that is in range and at the wanted revision',
  source: SOURCES.statefulSet,
  since: 'all',
  check: checkSpared,
};

function checkSpared(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  const clocks = clocksOf(history);
  for (const { audit, member, moment, before, reason } of controllerDeletions(history)) {
    const clock = member.first.clock;
    const from = { clock, at: moment.earliest - SLACK.staleSpecMs };
    const gap = gaps.over({ on: ['pod', 'set', 'audit'], from, to: { clock, at: moment.latest } });
    if (gap) blind(`why the controller deleted ${member.pod}`, gap);
    else if (reason === null) {
      const says = `the controller deleted ${member.pod}, which was Ready, wanted and up to date`;
      violation(says, [before, audit]);
    } else trial();
  }
  for (const audit of controllerRequests(history, 'delete')) {
    if (clocks.moment(audit) !== null) continue;
    doubt(`nobody can tell when the controller deleted ${audit.name}`, [audit]);
  }
  return findings();
}
