import type { EntryOf, History } from '../../model/entry.ts';
import { endOf, entriesOf, groupBy } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { stateAt, successionsOf } from '../../model/timeline.ts';
import { brokenHandover, claimsDeletedByName, claimsOf } from '../../model/timeline-claims.ts';
import { moment } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

type NodeEntry = EntryOf<'node'>;

/**
 * Looks like a scheduler that has given up, and is what keeps a member from starting with nothing:
 * it can be where its volume is, or nowhere.
 */
export const waitsForItsNode: StatefulPromise = {
  id: 'SS-STO-020',
  level: 'INFORMATIONAL',
  statement:
    'Where a volume lies on one node, a replacement MAY stay Pending until that node takes pods ' +
    'again, and does not come up elsewhere on another volume',
  source: SOURCES.storage,
  since: 'topology-bound PVs',
  check: checkWaits,
};

function checkWaits(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const nodes = groupBy(entriesOf(history, 'node'), ({ name }) => name);
  const claims = claimsOf(history);
  const asked = claimsDeletedByName(history);
  const end = endOf(history);
  for (const [old, next] of successionsOf(history)) {
    const { born } = next;
    const states = nodes.get(old.node ?? '') ?? [];
    const shut = born && stateAt(states, born.at);
    if (!born || !shut || !isShut(shut) || old.setUid !== next.setUid) continue;
    const placed = next.states.find(({ node }) => node !== null) ?? null;
    const from = moment(born.at - SLACK.watchLagMs);
    const to = placed ?? next.gone ?? moment(end);
    const names = Object.values(next.last.claims).filter((name) => !asked.has(name));
    const handovers = names.map((name) => claims.handover(name, born.at, end));
    if (!handovers.some(({ before }) => before?.volume)) continue;
    const isElsewhere = placed !== null && placed.node !== old.node;
    const left = handovers.map(brokenHandover).find((broken) => broken !== null);
    const gap = gaps.over({ on: ['pod', 'node', 'claim'], from, to });
    if (gap) blind(`where ${next.pod} waited for its volume`, gap);
    else if (isElsewhere && left) {
      violation(`${next.pod} came up on ${placed.node}: ${left}`, [shut, born, placed]);
    } else if (!isElsewhere && to.at - born.at >= SLACK.noticeableMs) trial();
  }
  return findings();
}

/** Closed on purpose, not heard of, or no longer there. */
function isShut({ unschedulable, ready, op }: NodeEntry): boolean {
  return unschedulable || ready !== 'True' || op === 'deleted';
}
