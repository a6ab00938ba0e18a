import { clocksOf } from '../../model/clocks.ts';
import type { Entry, EntryOf, History } from '../../model/entry.ts';
import { endOf, entriesOf } from '../../model/history.ts';
import { type ExcuseLedger, ledgerOf } from '../../model/history-faults.ts';
import { type Gaps, gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type Life, lifeOf } from '../../model/timeline-lives.ts';
import { SOURCES } from '../sources.ts';
import { type Tally, tally } from '../tally.ts';
import { type CutOffMember, cutOffMembers } from './split-members.ts';

/**
 * Nobody can tell a dead node from one that cannot be heard. So eviction may ask a member behind a
 * split to go, and has to wait for an answer: its name stays taken, however long that lasts.
 *
 * Judged only while the split is proved to be in force, and for members whose containers are known
 * to have lived through it. A member that stays Terminating for hours keeps this promise.
 */
export const nameKeptBehindSplit: StatefulPromise = {
  id: 'SS-AMO-002',
  level: 'MUST',
  statement:
    'A member on a node that is cut off from the API MUST be marked for deletion and yet keep ' +
    'its pod object and its name until the split is over',
  source: SOURCES.nodes,
  since: '1.5+',
  check: (history) => checkEviction(history, nameKeptBehindSplit.id, (fault) => !isKubelet(fault)),
};

/**
 * A kubelet that is away leaves its containers to themselves: to the API the node is as silent as
 * behind a split, and its members are as alive.
 */
export const nameKeptWithoutKubelet: StatefulPromise = {
  id: 'SS-AMO-003',
  level: 'MUST',
  statement:
    'A member whose kubelet is away MUST run on, keep its pod object and its name, and not be ' +
    'replaced',
  source: SOURCES.nodes,
  since: '1.5+',
  check: (history) => checkEviction(history, nameKeptWithoutKubelet.id, isKubelet),
};

/**
 * An operator's own deletion takes the name just as little. This is where the impatient are
 * protected from themselves, until they use force.
 */
export const gracefulDeleteFreesNothing: StatefulPromise = {
  id: 'SS-AMO-006',
  level: 'MUST',
  statement:
    'A graceful deletion of a member on an unreachable node MUST NOT free its name while the ' +
    'node stays unreachable',
  source: SOURCES.forceDelete,
  since: '1.5+',
  check: checkRequests,
};

interface Scene extends Tally {
  readonly history: History;
  readonly gaps: Gaps;
  readonly ledger: ExcuseLedger;
}

function isKubelet(fault: string): boolean {
  return fault === 'stop-kubelet';
}

function checkEviction(
  history: History,
  promise: string,
  isMeant: (fault: string) => boolean,
): Findings {
  const on = tally();
  const scene: Scene = { ...on, history, gaps: gapsOf(history), ledger: ledgerOf(history) };
  const requests = deletions(history);
  for (const one of cutOffMembers(history, endOf(history))) {
    const { member, deleting, gone, cut } = one;
    if (!isMeant(cut.fault)) continue;
    const began = deleting ?? gone;
    const asked = requests.find(({ uid }) => uid === member.uid);
    // A deletion that a user asked for first is no eviction.
    if (began && asked && asked.at <= began.at) continue;
    judgeName(one, { promise, began, asked: null }, scene);
  }
  return on.findings();
}

function checkRequests(history: History): Findings {
  const on = tally();
  const scene: Scene = { ...on, history, gaps: gapsOf(history), ledger: ledgerOf(history) };
  for (const one of cutOffMembers(history, endOf(history))) {
    const asked = deletions(history).find(
      ({ uid, grace, at }) =>
        uid === one.member.uid && grace !== 0 && at >= one.cut.inForce.at && at < one.until,
    );
    if (!asked) continue;
    judgeName(one, { promise: gracefulDeleteFreesNothing.id, began: asked, asked }, scene);
  }
  return on.findings();
}

interface Asking {
  readonly promise: string;
  /** From when on a hasty cluster would have freed the name. */
  readonly began: Entry | null;
  readonly asked: EntryOf<'request'> | null;
}

function judgeName(one: CutOffMember, { promise, began, asked }: Asking, scene: Scene): void {
  const { history, gaps, ledger, trial, violation, doubt, excused, blind } = scene;
  const { member, cut, gone, successor, until } = one;
  const evidence = [cut.inForce, began, gone, successor?.first, cut.end];
  const meanwhile = `while ${isKubelet(cut.fault) ? 'the kubelet of' : 'its node'} ${cut.node}`;
  const why = `${meanwhile} was ${isKubelet(cut.fault) ? 'away' : 'cut off'}`;
  const freed = successor
    ? `${member.pod} was created again ${why}`
    : gone && `the pod ${member.pod} was removed ${why}`;
  // Whoever vouched for the death of a pod took its name away, and nobody else did.
  const excuse = ledger.excuse([promise, 'SS-AMO-001'], [member.uid]);
  if (freed) {
    if (excuse) excused(`${freed}; ${excuse.says}`, [...evidence, excuse]);
    else violation(freed, evidence);
    return;
  }
  if (!began || excuse) return;

  // Until the grace period is over even a server that honoured it alone would have kept the name.
  const graceMs = (asked?.grace ?? member.last.grace ?? 30) * 1000;
  if (until - began.at < graceMs) return;
  const gap = gaps.over({ on: ['pod'], from: cut.inForce, to: { clock: began.clock, at: until } });
  const life = lifeOf(history, member.uid);
  if (gap) blind(`whether ${member.pod} kept its name`, gap);
  else if (life && isAlive(history, life, began, until)) trial();
  else doubt(`nothing shows that ${member.pod} lived on ${why}`, evidence);
}

/** By its node's runtime, or by a line that it wrote after it had been asked to go. */
function isAlive(history: History, { runs, lines }: Life, began: Entry, until: number): boolean {
  const clocks = clocksOf(history);
  const end = { clock: began.clock, at: until };
  const gaps = gapsOf(history);
  return (
    lines.some((line) => clocks.order(began, line) === 'before') ||
    runs.some(({ seen, stop, node }) => {
      const wasSeen = clocks.order(seen, end) === 'before';
      const wentOn = stop === null || clocks.order(end, stop) === 'before';
      return wasSeen && wentOn && !gaps.over({ on: ['runtime'], at: [node], from: seen, to: end });
    })
  );
}

function deletions(history: History): readonly EntryOf<'request'>[] {
  return entriesOf(history, 'request').filter(
    ({ verb, resource, code }) =>
      (verb === 'delete' || verb === 'evict') && resource === 'pods' && code >= 200 && code < 300,
  );
}
