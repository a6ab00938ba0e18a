import type { EntryOf, History } from '../../model/entry.ts';
import { endOf, entriesOf } from '../../model/history.ts';
import {
  begunAt,
  type Component,
  spellsOf,
  startsAnew,
  takesApiAway,
} from '../../model/history-faults.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import { LEADERS } from '../../model/leaders.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

type Lease = EntryOf<'lease'>;

/**
 * A member comes back under its name. Where its old self went and its new self came while nobody
 * could watch, the two look like one pod that changed, and whoever takes them for that may end of
 * it: nothing is placed then until somebody else may lead.
 */
export const leadersLeadOn: StatefulPromise = {
  id: 'SS-CTL-012',
  level: 'SHOULD',
  statement:
    'Whoever leads when the API goes away SHOULD lead on when it is back, if that is before the ' +
    'lease runs out: nobody takes over without a reason',
  source: SOURCES.control,
  since: 'all',
  check: checkLeaders,
};

function checkLeaders(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const leases = entriesOf(history, 'lease').filter(({ op }) => op !== 'deleted');
  const outages = spellsOf(history, ({ fault }) => takesApiAway(fault));
  for (const [name, component] of Object.entries(LEADERS)) {
    const harms = harmsTo(history, component);
    const own = leases.filter((lease) => lease.name === name);
    const others = leases.filter((lease) => lease.name !== name);
    for (const [place, next] of own.entries()) {
      const last = own[place - 1];
      if (!last || last.holder === next.holder || !isAlive(own, last)) continue;
      if (harms.some(({ from, to }) => from < next.at && to > last.at)) continue;
      const gap = gaps.over({ on: ['lease'], from: last, to: next });
      if (gap) blind(`who led as ${name}`, gap);
      else if (longestSilence(others, last, next) < (last.seconds * 1000) / 2) {
        violation(`${next.holder} took over as ${name} from ${last.holder}`, [last, next]);
      }
    }
    for (const { inForce, undone } of outages) {
      const before = own.findLast(({ at }) => at < inForce.at);
      const after = undone ? own.find(({ at }) => at > undone.at) : undefined;
      if (!before || !after || before.holder !== after.holder) continue;
      const gap = gaps.over({ on: ['lease'], from: before, to: after });
      if (gap) blind(`who led as ${name}`, gap);
      else trial();
    }
  }
  return findings();
}

/** Of one that was found only the name is known: it may have ended before. */
function isAlive(own: readonly Lease[], last: Lease): boolean {
  return own.some(
    ({ op, holder, at }) => op !== 'found' && holder === last.holder && at <= last.at,
  );
}

/** When somebody else had a hand in who leads, until whoever comes after had time to take over. */
function harmsTo(history: History, component: Component) {
  const spells = spellsOf(
    history,
    ({ fault }) => fault.endsWith(component) || startsAnew(fault, [component]),
  );
  return spells.map((spell) => ({
    from: begunAt(history, spell),
    to: (spell.undone?.at ?? endOf(history)) + SLACK.livenessMs,
  }));
}

/** Those of another name renew every 2 s; who of them could not tells that nobody could. */
function longestSilence(others: readonly Lease[], from: Lease, to: Lease): number {
  const heard = others.map(({ at }) => at).filter((at) => at > from.at && at < to.at);
  const moments = [from.at, ...heard, to.at];
  return Math.max(...moments.slice(1).map((at, place) => at - (moments[place] ?? at)));
}
