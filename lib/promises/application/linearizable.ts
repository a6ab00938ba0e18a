import { checkAtOnce, type Operation, register, UNSURE } from '../../linear/index.ts';
import { type ClientOperation, clientOperationsOf } from '../../model/client-operations.ts';
import type { History } from '../../model/entry.ts';
import { entriesOf, subjectOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * Peers that find each other by stable names act as one: whoever asks, whichever member is asked,
 * each key is a single register, through the death of a leader and behind a network split.
 *
 * Judged key by key with the checker that is published as steadfast/linear.
 */
export const actsAsOne: StatefulPromise = {
  id: 'SS-APP-012',
  level: 'MUST',
  statement:
    'Members that act as one register MUST be linearizable for their clients, whatever happens ' +
    'to a minority of them',
  source: SOURCES.identity,
  since: 'all',
  check: checkRegister,
};

/** What one key of a story can ask for is decided far below this. */
const LIMITS = { effort: 2_000_000 };

function checkRegister(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  if (subjectOf(history)?.owes !== 'register') return findings();
  const all = clientOperationsOf(history);
  const [first] = all;
  const last = all.at(-1);
  const troubles = entriesOf(history, 'fault');
  if (!first || !last || troubles.length === 0) return findings();
  const asked = all.filter(({ does, outcome }) => does === 'write' || outcome === 'ok');
  const known = new Map(asked.map((one) => [operationOf(one, first.asked.at), one]));
  const gap = gapsOf(history).over({
    ...{ on: ['op'], at: [], from: first.asked, to: last.ended ?? last.asked },
  });
  for (const part of checkAtOnce([...known.keys()], register, LIMITS)) {
    const about = part.last ? known.get(part.last) : undefined;
    const evidence = [about?.asked, about?.ended];
    if (part.outcome === 'violated') {
      violation(`${part.key} was not one register: ${part.says} has no place`, evidence);
    } else if (part.outcome === 'unknown') {
      doubt(`whether ${part.key} was one register: ${part.says}`, [first.asked]);
    } else if (gap) blind(`whether ${part.key} was one register`, gap);
    else trial();
  }
  return findings();
}

/** Times are counted from the first question: only differences mean anything. */
function operationOf({ client, key, does, value, asked, ended }: ClientOperation, zero: number) {
  const isOver = ended?.op === 'ok';
  const operation: Operation = {
    ...{ client, key, kind: does, value },
    call: asked.at - zero,
    return: isOver ? ended.at - zero : UNSURE,
  };
  return operation;
}
