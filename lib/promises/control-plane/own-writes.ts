import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf, subjectOf } from '../../model/history.ts';
import { isControllers } from '../../model/history-deletions.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { isAtLeast } from '../../model/versions.ts';
import { SOURCES } from '../sources.ts';
import { type Tally, tally } from '../tally.ts';

type Audit = EntryOf<'audit'>;

/**
 * A controller that acts on a copy of the world older than its own last deed does it twice, or has
 * its word on the set refused. Its deletions are not among the writes that it waits to see again.
 */
export const readsItsOwnWrites: StatefulPromise = {
  id: 'SS-CTL-005',
  level: 'SHOULD',
  statement:
    'The controller SHOULD NOT create a pod or claim that it has just created, nor write a ' +
    'status that is older than its own last one',
  source: SOURCES.consistency,
  since: '1.36 beta-on; gate StaleControllerConsistencyStatefulSet (needs AtomicFIFO)',
  check: checkOwnWrites,
};

const CONSISTENT_SINCE = '1.36';
const CONFLICT = 409;
const MADE: readonly string[] = ['pods', 'persistentvolumeclaims'];
const WRITES: readonly string[] = ['create', 'update', 'patch', 'delete', 'deletecollection'];

function checkOwnWrites(history: History): Findings {
  const on = tally();
  const version = subjectOf(history)?.kubernetes ?? null;
  if (version === null || !isAtLeast(version, CONSISTENT_SINCE)) return on.findings();
  const writes = entriesOf(history, 'audit')
    .filter(({ verb }) => WRITES.includes(verb))
    .sort((one, other) => one.received - other.received);
  judgeCreations(history, writes, on);
  judgeStatuses(history, writes, on);
  return on.findings();
}

/** Whatever else was written to an object may have taken it from its set: then it is free again. */
function judgeCreations(history: History, writes: readonly Audit[], on: Tally): void {
  const gaps = gapsOf(history);
  const made = new Map<string, Audit>();
  for (const audit of writes.filter(({ resource }) => MADE.includes(resource))) {
    const { resource, subresource, name, verb, code } = audit;
    const key = `${resource} ${name}`;
    if (verb !== 'create' || subresource !== null || !isControllers(audit)) {
      if (verb === 'deletecollection') made.clear();
      else if (isDone(audit) && subresource === null) made.delete(key);
      continue;
    }
    const before = made.get(key) ?? null;
    if (isDone(audit)) made.set(key, audit);
    else if (code !== CONFLICT || before === null) continue;
    const gap = gaps.over({ on: ['audit'], from: before ?? audit, to: audit });
    if (gap) on.blind(`whether ${name} was created once`, gap);
    else if (isDone(audit)) on.trial();
    else on.violation(`the controller created ${name} twice`, [before, audit]);
  }
}

/** A status right after one of its own, with nobody else's hand on the set in between. */
function judgeStatuses(history: History, writes: readonly Audit[], on: Tally): void {
  const gaps = gapsOf(history);
  const ofSets = writes.filter(({ resource }) => resource === 'statefulsets');
  for (const [place, audit] of ofSets.entries()) {
    if (!isStatus(audit)) continue;
    const own = ofSets
      .slice(0, place)
      .findLast((one) => one.name === audit.name && isStatus(one) && isDone(one));
    if (!own || own.at > audit.received || (!isDone(audit) && audit.code !== CONFLICT)) continue;
    const isTouched = ofSets.some(
      (one) =>
        (one.name === audit.name || one.name === null) &&
        !isStatus(one) &&
        isDone(one) &&
        one.at >= own.received &&
        one.received <= audit.at,
    );
    if (isTouched) continue;
    const gap = gaps.over({ on: ['audit'], from: own, to: audit });
    if (gap) on.blind(`which status of ${audit.name} came after which`, gap);
    else if (isDone(audit)) on.trial();
    else on.violation(`a status of ${audit.name} was older than the last one`, [own, audit]);
  }
}

function isStatus(audit: Audit): boolean {
  return isControllers(audit) && audit.subresource === 'status';
}

function isDone({ code }: Audit): boolean {
  return code >= 200 && code < 300;
}
