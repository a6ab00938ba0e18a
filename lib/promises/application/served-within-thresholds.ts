import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * One member at a time is away, whatever is done to a set, so clients that ask the next one are
 * served. How well they have to be is for the script of their load to say, in thresholds.
 *
 * k6 reckons its thresholds over the whole load, and its word is what is judged, as k6 judges it: a
 * crossed one is a failure. One that nothing was measured for holds in k6; here it is no trial.
 */
export const servedWithinThresholds: StatefulPromise = {
  id: 'SS-APP-016',
  level: 'MUST',
  statement: 'Clients of a set MUST be served within the thresholds that their load sets',
  source: SOURCES.rollout,
  since: 'all',
  check: checkThresholds,
};

type Sample = EntryOf<'sample'>;

/** How many of the samples that crossed a threshold a finding points at. */
const SHOWN = 6;

function checkThresholds(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  const samples = entriesOf(history, 'sample');
  for (const threshold of entriesOf(history, 'threshold')) {
    const { metric, condition, holds, value, samples: count } = threshold;
    const about = `${metric}: ${condition}`;
    const own = samples.filter((sample) => isOf(sample, metric));
    const gap = gaps.over({ on: ['sample'], at: [], from: own[0] ?? threshold, to: threshold });
    if (!holds) {
      const was = value === null ? '' : ` at ${Number(value.toPrecision(4))}`;
      const says = `${about} was crossed${was}, over ${count} samples`;
      violation(says, [...worst(own, condition), threshold]);
    } else if (count === 0) doubt(`${about} rests on nothing that was measured`, [threshold]);
    else if (gap) blind(about, gap);
    else trial();
  }
  return findings();
}

/** A threshold is about a metric, or about those of its samples that bear some tags. */
function isOf({ metric, tags }: Sample, wanted: string): boolean {
  const [, name, listed = ''] = /^([^{]+)(?:\{(.*)\})?$/.exec(wanted) ?? [];
  if (metric !== name) return false;
  const pairs = listed === '' ? [] : listed.split(',').map((pair) => pair.split(':'));
  return pairs.every(([tag = '', ...rest]) => tags[tag.trim()] === rest.join(':').trim());
}

/** Where a value must not be too high the highest, and else the lowest; in order of time. */
function worst(samples: readonly Sample[], condition: string): readonly Sample[] {
  const sign = condition.includes('<') ? -1 : 1;
  const ranked = [...samples].sort((a, b) => sign * (a.value - b.value) || a.at - b.at);
  return ranked.slice(0, SHOWN).sort((a, b) => a.at - b.at);
}
