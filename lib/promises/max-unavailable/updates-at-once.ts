import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { isWanted, stateAt } from '../../model/timeline.ts';
import { isWell } from '../scenes.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { allowance, dipsOf, type Update, updatesOf } from './undisturbed-updates.ts';

/** Whoever asks for speed says what it may cost. Missing members count as much as unready ones. */
export const neverMoreUnavailable: StatefulPromise = {
  id: 'SS-MXU-002',
  level: 'MUST',
  statement:
    'While a healthy set is updated, no more than maxUnavailable members MUST be missing, on ' +
    'their way out or not available at once',
  source: SOURCES.rollout,
  since: 'gate on',
  check: (history) => checkBudget(history, neverMoreUnavailable.id),
};

/** What is allowed is also used, from the top. */
export const takenTogetherFromTheTop: StatefulPromise = {
  id: 'SS-MXU-003',
  level: 'SHOULD',
  statement:
    'An update SHOULD take down as many members at once as maxUnavailable allows, the highest ' +
    'outdated ones first',
  source: SOURCES.rollout,
  since: 'gate on',
  check: checkTogether,
};

/** The API's own text says that percentages are rounded up. */
export const percentagesRoundedDown: StatefulPromise = {
  id: 'SS-MXU-004',
  level: 'INFORMATIONAL',
  statement: 'A percentage of maxUnavailable MAY be rounded down, and is never less than one',
  source: SOURCES.rollout,
  since: '1.36.3',
  check: (history) => checkBudget(history, percentagesRoundedDown.id),
};

/** While the gate is off nobody reads the field; see the promise about just that. */
function obeyed(history: History): readonly Update[] {
  return updatesOf(history).filter(({ gate }) => gate !== false);
}

function checkBudget(history: History, promise: string): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const onShares = promise === percentagesRoundedDown.id;
  for (const update of obeyed(history)) {
    const { set, spec } = update;
    const allowed = allowance(spec);
    if (!allowed || (onShares && (!allowed.isShare || allowed.atLeast === allowed.atMost)))
      continue;
    const most = onShares ? allowed.atLeast : allowed.atMost;
    const dips = dipsOf(update);
    const worst = dips.find(({ missing }) => missing.length > most);
    const to = { clock: spec.clock, at: update.to };
    const gap = gaps.over({ on: ['pod', 'set'], from: { clock: spec.clock, at: update.from }, to });
    if (worst) {
      const who = worst.missing.map((ordinal) => `${set.name}-${ordinal}`).join(', ');
      violation(`${who} were unavailable at once, and ${most} may be`, [spec, worst.at]);
    } else if (gap) blind(`who was unavailable while ${set.name} was updated`, gap);
    else if (dips.some(({ missing }) => missing.length > 0)) trial();
  }
  return findings();
}

function checkTogether(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const update of obeyed(history)) {
    const { set, spec, members, from, to } = update;
    const allowed = allowance(spec);
    if (!allowed || allowed.atLeast < 2 || spec.policy !== 'Parallel') continue;
    const gap = gaps.over({
      ...{ on: ['pod', 'set'], from: { clock: spec.clock, at: from } },
      to: { clock: spec.clock, at: to },
    });
    const taken = members
      .flatMap(({ deleting, ordinal }) =>
        deleting && deleting.at >= from && deleting.at <= to && isWanted(spec, ordinal)
          ? [{ ordinal, deleting }]
          : [],
      )
      .sort((one, other) => one.deleting.rv - other.deleting.rv);
    const most = Math.max(0, ...dipsOf(update).map(({ missing }) => missing.length));
    const hasten = taken.find(({ ordinal, deleting }) =>
      members.some((other) => {
        const isAbove = other.ordinal > ordinal + allowed.atMost - 1;
        const then = stateAt(other.states, deleting.at);
        const isOld = then !== null && isWell(then) && then.revision === deleting.revision;
        return isAbove && isOld && isWanted(spec, other.ordinal);
      }),
    );
    if (gap) blind(`in what order ${set.name} was updated`, gap);
    else if (taken.length < 2) continue;
    else if (hasten) {
      const says = `${set.name}-${hasten.ordinal} was updated before outdated ones well above it`;
      violation(says, [spec, hasten.deleting]);
    } else if (most < Math.min(allowed.atLeast, taken.length)) {
      const says = `${set.name} had ${most} unavailable at most, and might have ${allowed.atLeast}`;
      violation(says, [spec, taken[0]?.deleting]);
    } else trial();
  }
  return findings();
}
