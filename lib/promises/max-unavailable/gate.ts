import type { History } from '../../model/entry.ts';
import { entriesOf, subjectOf } from '../../model/history.ts';

/**
 * Whether maxUnavailable is read for the whole of a stretch: the gate is what the subject was
 * probed for, and the opposite while it is flipped. Null where nobody flips it in this history, for
 * then nobody shows that the other way is known at all, and where it changes within the stretch.
 */
export function isGateOn(history: History, from: number, to: number): boolean | null {
  const flips = entriesOf(history, 'fault').filter(({ fault }) => fault === 'flip-gate');
  if (flips.length === 0 || flips.some(({ at }) => at > from && at <= to)) return null;
  const own = subjectOf(history)?.capabilities.includes('max-unavailable') ?? false;
  const phase = flips.findLast(({ at }) => at <= from)?.phase ?? 'undone';
  if (phase === 'undone') return own;
  return phase === 'in-force' ? !own : null;
}

/**
 * Whether it is read at a moment, as far as anybody could tell: where nobody flips it, it is as the
 * subject was probed, and null where nobody could read the gates of the cluster.
 */
export function gateIn(history: History): (at: number) => boolean | null {
  const isFlipped = entriesOf(history, 'fault').some(({ fault }) => fault === 'flip-gate');
  if (isFlipped) return (at) => isGateOn(history, at, at);
  const able = subjectOf(history)?.capabilities ?? [];
  const own = able.includes('max-unavailable') || (able.includes('node-exec') ? false : null);
  return () => own;
}
