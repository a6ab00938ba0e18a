import type { Entry, History } from '../../model/entry.ts';
import { endOf, groupBy } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import type { Incarnation } from '../../model/timeline.ts';
import { type Life, livesBySlot } from '../../model/timeline-lives.ts';
import { overlapsOf } from '../../model/timeline-overlaps.ts';
import { moment, type Scene, scenesOf } from '../scenes.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/** Sets with the same value of this label are slices of one range of ordinals. */
export const SLICE_OF = 'steadfast.dev/slice-of';

/**
 * How a running system is moved to another set, and with it to another namespace or cluster: from
 * the top one ordinal after the other is given up here and taken up there.
 *
 * Judged for each ordinal that had a place in one set and then in another: by its pods, and by the
 * containers that its nodes started and stopped.
 */
export const oneSliceEach: StatefulPromise = {
  id: 'SS-SOR-006',
  level: 'SHOULD',
  statement:
    'When an ordinal is handed over from one set to another, and given up before it is taken up, ' +
    'it SHOULD be in one place at most',
  source: SOURCES.startOrdinal,
  since: '1.27, KEP-3335',
  check: checkSlices,
};

function checkSlices(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  const overlaps = overlapsOf(history);
  const lives = new Map([...livesBySlot(history).values()].flat().map((life) => [life.uid, life]));
  for (const [one, other] of handOversOf(history)) {
    const ordinal = `${one.set}-${one.ordinal} and ${other.set}-${other.ordinal}`;
    const to = other.gone ?? moment(endOf(history));
    const gap = gaps.over({ on: ['pod', 'set', 'runtime'], from: one.first, to });
    const relation = groundOf(lives.get(one.uid), lives.get(other.uid), overlaps);
    if (gap) {
      blind(`whether ${ordinal} were there together`, gap);
    } else if (!one.gone || other.first.rv < one.gone.rv) {
      violation(`${ordinal} were there together`, [one.gone ?? one.last, other.first]);
    } else if (relation?.is === 'together') {
      violation(`${ordinal} ran together for ${relation.ms} ms`, relation.evidence);
    } else if (relation?.is === 'apart') trial();
    else {
      const seen: readonly Entry[] = relation?.evidence ?? [one.gone, other.first];
      doubt(`whether ${ordinal} ran together was not seen`, seen);
    }
  }
  return findings();
}

/** Null where the ground knows nothing of one of them. */
function groundOf(
  one: Life | undefined,
  other: Life | undefined,
  overlaps: ReturnType<typeof overlapsOf>,
) {
  if (!one || !other || one.runs.length === 0 || other.runs.length === 0) return null;
  return overlaps.relation(one, other);
}

/** Members of one ordinal in two slices of one range, the one that came first before the other. */
function handOversOf(history: History): readonly (readonly [Incarnation, Incarnation])[] {
  const slices = scenesOf(history).filter(({ set }) => set.first.labels[SLICE_OF]);
  const ranges = groupBy(slices, ({ set }) => set.first.labels[SLICE_OF]);
  return [...ranges.values()].flatMap((range) => {
    const members = range.flatMap((scene: Scene) => scene.members);
    return [...groupBy(members, ({ ordinal }) => ordinal).values()].flatMap((own) => {
      const inOrder = [...own].sort((one, other) => one.first.rv - other.first.rv);
      return inOrder.flatMap((other, place) => {
        const before = inOrder.slice(0, place).filter(({ setUid }) => setUid !== other.setUid);
        const last = before.at(-1);
        return last ? [[last, other] as const] : [];
      });
    });
  });
}
