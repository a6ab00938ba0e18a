import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf, groupBy } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { OUT_OF_SERVICE } from '../node-failure/called-dead.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/** A volume for one node that is attached to two is how two kernels come to write one disk. */
export const attachedOnce: StatefulPromise = {
  id: 'SS-STO-015',
  level: 'MUST',
  statement:
    'A volume that is for one node MUST NOT be attached to two at once, unless the first one is ' +
    'not well or was called out of service',
  source: SOURCES.accessModes,
  since: 'drivers that attach',
  check: checkAttached,
};

function checkAttached(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const nodes = groupBy(entriesOf(history, 'node'), ({ name }) => name);
  const forMany = volumesForMany(history);
  // Those of inline volumes name none, and cannot be told apart.
  const entries = entriesOf(history, 'attachment').filter(
    ({ volume }) => volume !== null && !forMany.has(volume),
  );
  for (const states of groupBy(inOrder(entries), ({ volume }) => volume).values()) {
    const there = new Map<string, EntryOf<'attachment'>>();
    let before: EntryOf<'attachment'> | null = null;
    for (const entry of states) {
      const isNew = isAttached(entry) && !there.has(entry.uid);
      if (!isAttached(entry)) there.delete(entry.uid);
      if (isNew && before && before.uid !== entry.uid) {
        const other = [...there.values()].find(({ node }) => node !== entry.node);
        const gap = gaps.over({ on: ['attachment'], from: before, to: entry });
        if (other && !mayBeForced(nodes.get(other.node) ?? [], other, entry)) {
          const says = `${entry.volume} was attached to ${other.node} and ${entry.node}`;
          violation(says, [other, entry]);
        } else if (gap) blind(`where ${entry.volume} was attached`, gap);
        else trial();
      }
      if (isAttached(entry)) there.set(entry.uid, there.get(entry.uid) ?? entry);
      before = entry;
    }
  }
  return findings();
}

function isAttached({ op, attached }: EntryOf<'attachment'>): boolean {
  return op !== 'deleted' && attached;
}

/** A detach without the node's word is allowed from nodes that are ill, or called dead. */
function mayBeForced(
  states: readonly EntryOf<'node'>[],
  from: EntryOf<'attachment'>,
  to: EntryOf<'attachment'>,
): boolean {
  const known = inOrder(states).filter(({ rv }) => rv <= to.rv);
  const atFirst = known.findLast(({ rv }) => rv <= from.rv);
  const since = known.filter(({ rv }) => rv > from.rv);
  return [...(atFirst ? [atFirst] : []), ...since].some(
    ({ ready, taints }) =>
      ready !== 'True' || taints.some((taint) => taint.startsWith(OUT_OF_SERVICE)),
  );
}

function volumesForMany(history: History): ReadonlySet<string | null> {
  const claims = entriesOf(history, 'claim').filter(({ accessModes }) =>
    accessModes.some((mode) => mode.endsWith('Many')),
  );
  return new Set(claims.flatMap(({ volume }) => volume ?? []));
}

function inOrder<Kept extends { readonly rv: number }>(entries: readonly Kept[]): readonly Kept[] {
  return [...entries].sort((one, other) => one.rv - other.rv);
}
