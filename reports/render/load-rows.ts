import type { Report } from '../report.ts';
import { duration } from '../words.ts';

type Band = Report['load']['bands'][number];
type Threshold = Report['load']['thresholds'][number];

export const BAND_COLUMNS = ['requests', 'failed', 'latency', 'since'] as const;

export const BANDS_SAY =
  'what k6 was told, from each fault and change to the next: ' +
  'latency of half / nine of ten / 99 of 100 / all that were answered';

export const THRESHOLD_COLUMNS = ['', 'threshold', 'value', 'samples'] as const;

export const THRESHOLDS_SAY = 'what k6 made of those of its script, when the load was over';

export function bandRow({ requests, failed, latency, since }: Band): readonly string[] {
  const { half, nineOfTen, ninetyNine, all } = latency;
  const words = [half, nineOfTen, ninetyNine, all].map((ms) => (ms === null ? '-' : short(ms)));
  return [`${requests}`, failedWords(requests, failed), words.join(' / '), since];
}

export function thresholdRow(one: Threshold): readonly string[] {
  const { metric, condition, holds, value, samples } = one;
  const compared = value === null ? '-' : `${Number(value.toPrecision(4))}`;
  return [holds ? 'held' : 'crossed', `${metric}: ${condition}`, compared, `${samples}`];
}

/** Why requests of a stretch failed, in k6's words. */
export function errorWords({ errors }: Band): readonly string[] {
  return errors.map(({ says, times }) => `${times} x ${says}`);
}

function failedWords(requests: number, failed: number): string {
  return failed === 0 ? '0' : `${failed} (${((100 * failed) / requests).toFixed(1)} %)`;
}

/** Of times below ten milliseconds the tenths are news, too. */
function short(ms: number): string {
  return ms < 10 ? `${ms.toFixed(1)} ms` : duration(ms);
}
