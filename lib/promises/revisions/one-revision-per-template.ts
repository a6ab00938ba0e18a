import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import type { SetEntry } from '../../model/timeline.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { confusionsOf } from './confused-templates.ts';
import {
  type RevisionedSet,
  type RevisionTimeline,
  revisionBefore,
  revisionedSetsOf,
} from './revision-timelines.ts';

/**
 * A rollback is only as good as the history that it goes back in: one entry for each template, in
 * an order that does not lie.
 *
 * Numbers are compared among the revisions of one set. Revisions without an owner are nobody's.
 */
export const oneRevisionPerTemplate: readonly StatefulPromise[] = [
  {
    id: 'SS-REV-001',
    level: 'MUST',
    statement:
      'Each template MUST be recorded in full as one ControllerRevision of the set, named after ' +
      'it, and the newest has the highest number',
    source: SOURCES.rollout,
    since: '1.7+',
    check: checkRecords,
  },
  {
    id: 'SS-REV-002',
    level: 'MUST',
    statement:
      'A return to an earlier template MUST use its revision again, with a new number, so that ' +
      'members go back to the name that they had',
    source: SOURCES.rollout,
    since: '1.7+',
    check: checkReturns,
  },
];

function checkRecords(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const own of revisionedSetsOf(history)) {
    for (const revision of own.revisions) {
      for (const [place, state] of revision.states.entries()) {
        const before = revision.states[place - 1] ?? null;
        const isNew = before === null ? state.op === 'added' : state.revision !== before.revision;
        if (!isNew || state.op === 'deleted' || state.owner?.uid !== own.set.uid) continue;
        const { clock } = state;
        const from = { clock, at: own.set.first.at };
        const gap = gaps.over({ on: ['revision', 'set'], from, to: state });
        if (gap) {
          blind(`the revision ${revision.name}`, gap);
          continue;
        }
        trial();
        const others = othersThen(own, revision, state.rv);
        if (!revision.name.startsWith(`${own.set.name}-`)) {
          violation(`a revision of ${own.set.name} is called ${revision.name}`, [state]);
        }
        const higher = others.find((one) => one.revision >= state.revision);
        if (higher) {
          const says = `${revision.name} became number ${state.revision} beside ${higher.name}`;
          violation(`${says}, which was ${higher.revision}`, [state, higher]);
        }
        const twin = others.find((one) => state.data !== null && one.data === state.data);
        if (before === null && twin) {
          violation(`${revision.name} holds what ${twin.name} holds already`, [state, twin]);
        }
      }
    }
    for (const { says, seen } of confusionsOf(history, own)) {
      const [from, to] = seen;
      const gap = gaps.over({ on: ['revision', 'set'], from, to });
      if (gap) blind(`what the revisions of ${own.set.name} hold`, gap);
      else violation(says, seen);
    }
  }
  return findings();
}

function othersThen({ revisions, set }: RevisionedSet, but: RevisionTimeline, rv: number) {
  return revisions.flatMap((other) => {
    const state = other.uid === but.uid ? null : revisionBefore(other, rv);
    return state && state.owner?.uid === set.uid ? [state] : [];
  });
}

function checkReturns(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const own of revisionedSetsOf(history)) {
    const { set, revisions } = own;
    /** By template, the last state in which its revision was known. */
    const known = new Map<string, SetEntry>();
    let last: SetEntry | null = null;
    for (const state of set.states) {
      const { template, status, generation } = state;
      if (template === null || status.observedGeneration < generation) continue;
      const earlier = known.get(template);
      known.set(template, state);
      const isReturn = earlier && last && last.template !== template;
      last = state;
      const was = earlier?.status.updateRevision;
      if (!isReturn || !was) continue;
      const isLost = revisions.some(
        ({ name, gone }) => name === was && gone && gone.at <= state.at,
      );
      if (isLost) continue;
      const gap = gaps.over({ on: ['revision', 'set'], from: earlier, to: state });
      if (gap) {
        blind(`the return of ${set.name} to ${was}`, gap);
        continue;
      }
      trial();
      if (status.updateRevision !== was) {
        const says = `${set.name} returned to the template of ${was}`;
        violation(`${says} under the name ${status.updateRevision}`, [earlier, state]);
        continue;
      }
      const now = revisions.find(({ name }) => name === was);
      const numbered = now && revisionBefore(now, state.rv);
      if (!now || !numbered) continue;
      const others = othersThen(own, now, state.rv);
      const higher = others.find(({ revision }) => revision > numbered.revision);
      if (!higher) continue;
      const says = `${was} came back as number ${numbered.revision}`;
      violation(`${says} beside ${higher.name}, which is ${higher.revision}`, [numbered, higher]);
    }
  }
  return findings();
}
