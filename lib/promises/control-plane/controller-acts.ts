import { clocksOf } from '../../model/clocks.ts';
import type { EntryOf, History } from '../../model/entry.ts';
import { subjectOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { isAtLeast } from '../../model/versions.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { controllerDeletions, controllerRequests } from './controller-deletions.ts';

type Audit = EntryOf<'audit'>;

/**
 * A controller that acts on a copy of the world older than its own last deed does it twice. With
 * creations the API server refuses the second; with deletions the second may hit somebody else.
 */
export const readsItsOwnWrites: StatefulPromise = {
  id: 'SS-CTL-005',
  level: 'SHOULD',
  statement:
    'The controller SHOULD NOT create what it has just created, nor delete what it has just ' +
    'deleted',
  source: SOURCES.consistency,
  since: '1.36 beta-on; gate StaleControllerConsistencyStatefulSet (needs AtomicFIFO)',
  check: checkTwice,
};

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

const CONSISTENT_SINCE = '1.36';
const ALREADY_THERE = 409;

function checkTwice(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const version = subjectOf(history)?.kubernetes ?? null;
  if (version === null || !isAtLeast(version, CONSISTENT_SINCE)) return findings();
  const gaps = gapsOf(history);
  const created = new Map<string, Audit>();
  const deleted = new Map<string, Audit>();
  const acts = [...controllerRequests(history, 'create'), ...controllerRequests(history, 'delete')];
  for (const audit of acts.sort((one, other) => one.at - other.at)) {
    const key = audit.name ?? '';
    const before = audit.verb === 'create' ? created.get(key) : deleted.get(audit.uid ?? key);
    const isRepeated =
      before !== undefined && (audit.verb === 'delete' || audit.code === ALREADY_THERE);
    const gap = gaps.over({ on: ['audit'], from: before ?? audit, to: audit });
    if (gap) blind(`whether ${key} was ${audit.verb}d once`, gap);
    else if (isRepeated) violation(`the controller ${audit.verb}d ${key} twice`, [before, audit]);
    else trial();
    if (audit.code >= 300) continue;
    if (audit.verb === 'create') created.set(key, audit);
    // Whoever deletes a name may create it again.
    else created.delete(key);
    if (audit.verb === 'delete') deleted.set(audit.uid ?? key, audit);
  }
  return findings();
}

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
