import { type ClientOperation, clientOperationsOf } from '../../model/client-operations.ts';
import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { isWell } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * A set that is as it was asked for may be of no use to anybody: three that were scaled to one are
 * Ready, each for itself, and wait for two that will not come.
 *
 * Judged from the moment on at which a set came to rest, until somebody hurts or changes it again.
 */
export const acceptsAtRest: StatefulPromise = {
  id: 'SS-APP-017',
  level: 'MUST',
  statement:
    'A system whose set is as it was asked for, and that nobody hurts, MUST accept a write again ' +
    'within a minute',
  source: SOURCES.statefulSet,
  since: 'all',
  check: checkAtRest,
};

function checkAtRest(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const writes = clientOperationsOf(history).filter(({ does }) => does === 'write');
  const rests = entriesOf(history, 'step').filter(({ step }) => step === 'converged');
  for (const rest of rests) {
    if (isHurt(history, rest)) continue;
    const until = stirredAfter(history, rest);
    const own = writes.filter(
      ({ asked, ended }) => asked.at > rest.at && endOf(ended, asked) < until,
    );
    const last = own.at(-1);
    if (!last) continue;
    const drought = droughtsOf(own).findLast(({ from, to }) => to.at - from.at >= SLACK.acceptedMs);
    const to = last.ended ?? last.asked;
    const gap = gaps.over({ on: ['op', 'pod', 'set'], from: rest, to });
    if (gap) blind('what a set at rest accepted', gap);
    else if (drought) {
      const { from, to: end } = drought;
      const seconds = Math.round((end.at - from.at) / 1000);
      violation(`nothing was accepted for ${seconds} s of a set at rest`, [rest, from, end]);
    } else if (own.some(({ outcome }) => outcome === 'ok')) trial();
  }
  return findings();
}

function endOf(ended: EntryOf<'op'> | null, asked: EntryOf<'op'>): number {
  return (ended ?? asked).at;
}

/** Whether a fault that was begun before had not yet been undone. */
function isHurt(history: History, { at }: EntryOf<'step'>): boolean {
  const hurting = new Set<string>();
  for (const { fault, phase, params, at: then } of entriesOf(history, 'fault')) {
    if (then > at) break;
    const name = `${fault} ${JSON.stringify(params)}`;
    if (phase === 'undone') hurting.delete(name);
    else if (phase !== 'struck') hurting.add(name);
  }
  return hurting.size > 0;
}

/** When somebody first hurts it again, changes what is asked for, or one of its pods. */
function stirredAfter(history: History, { at }: EntryOf<'step'>): number {
  const asked = entriesOf(history, 'set').findLast((set) => set.at <= at)?.generation;
  const stir = history.find((entry) => {
    if (entry.clock !== 'runner' || entry.at <= at) return false;
    if (entry.kind === 'set') return entry.generation !== asked;
    if (entry.kind === 'pod') return entry.op !== 'modified' || !isWell(entry);
    return entry.kind === 'fault';
  });
  return stir?.at ?? Number.POSITIVE_INFINITY;
}

interface Drought {
  readonly from: EntryOf<'op'>;
  readonly to: EntryOf<'op'>;
}

/** Stretches in which clients asked again and again, and nothing was accepted. */
function droughtsOf(writes: readonly ClientOperation[]): readonly Drought[] {
  const droughts: Drought[] = [];
  let isDry = false;
  for (const { outcome, asked, ended } of writes) {
    const before = isDry ? droughts.at(-1) : undefined;
    // Where clients had gone in between, nobody was refused.
    const goesOn = before && asked.at - before.to.at <= SLACK.askedOnMs;
    isDry = outcome !== 'ok';
    if (isDry) droughts.push({ from: goesOn ? before.from : asked, to: ended ?? asked });
  }
  return droughts;
}
