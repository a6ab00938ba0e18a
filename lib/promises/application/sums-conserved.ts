import { clientOperationsOf } from '../../model/client-operations.ts';
import type { History } from '../../model/entry.ts';
import { entriesOf, subjectOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { SUM } from '../../model/system.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * A transfer takes from one account and gives to another: whoever dies in the middle of it, nobody
 * may ever see the one without the other.
 *
 * Judged by what clients were told: the sum of all balances is what it was when it was first asked
 * for, whichever member is asked. Each sum that was asked for after something had happened is a
 * trial.
 */
export const sumsConserved: StatefulPromise = {
  id: 'SS-APP-015',
  level: 'MUST',
  statement:
    'A ledger whose transfers only move what is there MUST show the same sum to whoever asks, ' +
    'whoever dies in the middle of one',
  source: SOURCES.storage,
  since: 'all',
  check: checkSums,
};

function checkSums(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  if (subjectOf(history)?.owes !== 'ledger') return findings();
  const gaps = gapsOf(history);
  const harm = entriesOf(history, 'fault').filter(({ phase }) => HARMFUL.includes(phase));
  const struck = harm.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
  const sums = clientOperationsOf(history).filter(({ key, does, outcome }) => {
    return key === SUM && does === 'read' && outcome === 'ok';
  });
  const [first] = sums;
  const wrong = sums.filter(({ value }) => value !== first?.value);
  const [worst] = wrong;
  if (first && worst) {
    const more = wrong.length > 1 ? `, and ${wrong.length - 1} more answers were wrong` : '';
    const sum = worst.value ?? 'nothing';
    const says = `${worst.member} shows a sum of ${sum} instead of ${first.value}${more}`;
    violation(says, [first.ended, worst.ended, wrong.at(-1)?.ended]);
  }
  for (const { member, value, asked, ended } of sums) {
    if (!first || !ended || value !== first.value || asked.at < struck) continue;
    const gap = gaps.over({ on: ['op'], at: [], from: first.asked, to: ended });
    if (gap) blind(`what sum ${member} shows`, gap);
    else trial();
  }
  return findings();
}

const HARMFUL: readonly string[] = ['struck', 'in-force'];
