import type { History } from '../../model/entry.ts';
import { endOf } from '../../model/history.ts';
import { ledgerOf } from '../../model/history-faults.ts';
import { type Gaps, gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { firstReady, incarnationsOf } from '../../model/timeline.ts';
import { type Life, livesBySlot } from '../../model/timeline-lives.ts';
import { overlapsOf, type Relation } from '../../model/timeline-overlaps.ts';
import { SOURCES } from '../sources.ts';
import { type Tally, tally } from '../tally.ts';

/**
 * Two live copies of one identity are how a quorum loses data: both of them answer to db-0.
 *
 * Judged from the ground, by what each node's runtime saw start and stop and by what the processes
 * wrote. The API is no witness here: during a network split it may call a pod gone that runs on.
 * An overlap that an escape hatch explains is measured and excused, and counts as no trial.
 */
export const atMostOne: StatefulPromise = {
  id: 'SS-AMO-001',
  level: 'MUST',
  statement:
    'At every instant an ordinal MUST have at most one running incarnation, unless somebody ' +
    'vouched for the death of the other',
  source: SOURCES.forceDelete,
  since: '1.5+',
  check: checkAtMostOne,
};

function checkAtMostOne(history: History): Findings {
  const on = tally();
  const overlaps = overlapsOf(history);
  const ledger = ledgerOf(history);
  const gaps = gapsOf(history);
  const end = { clock: 'runner', at: endOf(history) };

  for (const lives of livesBySlot(history).values()) {
    const ran = lives.filter(({ runs, lines }) => runs.length > 0 || lines.length > 0);
    for (const [place, older] of ran.entries()) {
      for (const newer of ran.slice(place + 1)) {
        const relation = overlaps.relation(older, newer);
        const excuse = ledger.excuse([atMostOne.id], [older.uid, newer.uid]);
        const isSuccession = ran[place + 1] === newer;
        if (excuse && relation.is === 'together') {
          on.excused(`${ranTwice(older, newer, relation)}; ${excuse.says}`, [
            ...[...relation.evidence, excuse],
          ]);
        } else if (relation.is === 'together') {
          on.violation(ranTwice(older, newer, relation), relation.evidence);
        } else if (isSuccession) {
          if (!excuse) judgeApart(older, newer, relation, gaps, end, on);
        }
      }
    }
  }
  unseenLives(history, on);
  return on.findings();
}

function judgeApart(
  older: Life,
  newer: Life,
  relation: Relation,
  gaps: Gaps,
  end: { readonly clock: string; readonly at: number },
  { trial, doubt, blind }: Tally,
): void {
  // Beats alone can show that two ran, never that one had stopped before the other began.
  if (older.runs.length === 0 || newer.runs.length === 0) return;
  if (relation.is === 'unsure') {
    doubt(`${newer.pod} was replaced, and it is unsure ${relation.why}`, relation.evidence);
    return;
  }
  const stop = older.runs.at(-1)?.stop ?? end;
  const to = newer.runs.at(-1)?.stop ?? end;
  const at = [...older.runs, ...newer.runs].map(({ node }) => node);
  const gap = gaps.over({ on: ['runtime'], at, from: stop, to });
  if (gap) blind(`whether ${newer.pod} ran once`, gap);
  else trial();
}

/** A member that is Ready without a container that anyone saw: then nobody was looking. */
function unseenLives(history: History, { doubt }: Tally): void {
  const watched = history.some(({ kind }) => kind === 'runtime');
  const lives = new Map([...livesBySlot(history).values()].flat().map((life) => [life.uid, life]));
  for (const member of incarnationsOf(history)) {
    const ready = firstReady(member);
    const hasRuns = (lives.get(member.uid)?.runs.length ?? 0) > 0;
    if (!watched || !ready || hasRuns) continue;
    const says = `${member.pod} was Ready and the runtime of ${member.node} showed no container`;
    doubt(`${says} of it`, [ready]);
  }
}

export function ranTwice(older: Life, newer: Life, { ms }: Relation): string {
  const nodeOf = ({ runs, lines }: Life) => runs[0]?.node ?? lines[0]?.node;
  return (
    `${newer.pod} ran twice for at least ${ms} ms: ${older.uid} on ${nodeOf(older)} ` +
    `and ${newer.uid} on ${nodeOf(newer)}`
  );
}
