import { gapsOf } from '../../model/history-gaps.ts';
import type { StatefulPromise } from '../../model/promise.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { allowance, dipsOf, updatesOf } from './undisturbed-updates.ts';

/** A release takes a gate back, and what was written while it was on is stored still. */
export const ignoredWithoutTheGate: StatefulPromise = {
  id: 'SS-MXU-008',
  level: 'MUST',
  statement:
    'A maxUnavailable that was stored while its gate was on MUST be ignored while it is off: one ' +
    'member is updated at a time',
  source: SOURCES.rollout,
  since: 'gate off after on',
  check(history) {
    const { trial, violation, blind, findings } = tally();
    const gaps = gapsOf(history);
    for (const update of updatesOf(history)) {
      const { set, spec, from, gate } = update;
      const stored = allowance(spec);
      if (!stored || stored.atLeast < 2 || gate !== false) continue;
      const { clock } = spec;
      const to = { clock, at: update.to };
      const gap = gaps.over({ on: ['pod', 'set'], from: { clock, at: from }, to });
      const dips = dipsOf(update);
      const worst = dips.find(({ missing }) => missing.length > 1);
      if (worst) {
        const who = worst.missing.map((ordinal) => `${set.name}-${ordinal}`).join(', ');
        const says = `${who} were unavailable at once by a maxUnavailable whose gate is off`;
        violation(says, [spec, worst.at]);
      } else if (gap) blind(`who was unavailable while ${set.name} was updated`, gap);
      else if (dips.some(({ missing }) => missing.length > 0)) trial();
    }
    return findings();
  },
};
