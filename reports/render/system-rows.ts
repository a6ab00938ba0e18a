import type { Report, SystemTimes } from '../report.ts';
import { duration } from '../words.ts';

export const SYSTEM_COLUMNS = ['system', 'faults', 'first write', 'longest wait'] as const;

export const SYSTEMS_SAY =
  'from a fault to the first write that was asked for after it, and the longest wait: ' +
  'half / nine of ten / all';

/** One row a system: the words of its columns. */
export function systemRows({ systems }: Report): readonly (readonly string[])[] {
  return systems.map(({ system, faults, first, wait }) => [
    ...[system, `${faults}`, words(first), words(wait)],
  ]);
}

function words({ half, nineOfTen, all }: SystemTimes): string {
  return [half, nineOfTen, all].map((ms) => (ms === null ? 'not seen' : duration(ms))).join(' / ');
}
