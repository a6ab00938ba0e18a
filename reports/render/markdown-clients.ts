import type { Report } from '../report.ts';
import {
  BAND_COLUMNS,
  BANDS_SAY,
  bandRow,
  errorWords,
  THRESHOLD_COLUMNS,
  THRESHOLDS_SAY,
  thresholdRow,
} from './load-rows.ts';
import { cell, table } from './markdown-text.ts';
import { SYSTEM_COLUMNS, SYSTEMS_SAY, systemRows } from './system-rows.ts';

/** What clients of real systems were told: by systems, and under the load of k6. */
export function clientSections(report: Report): readonly (readonly string[])[] {
  return [systems(report), bands(report), thresholds(report)];
}

function systems(report: Report): readonly string[] {
  const rows = systemRows(report).map((words) => words.map(cell));
  if (rows.length === 0) return [];
  return ['## Systems', '', `Times ${SYSTEMS_SAY}.`, '', ...table(SYSTEM_COLUMNS, rows)];
}

function bands({ load }: Report): readonly string[] {
  if (load.bands.length === 0) return [];
  const rows = load.bands.map((band) => {
    return [...bandRow(band), errorWords(band).join('; '), band.scenario].map(cell);
  });
  const says = `${BANDS_SAY.charAt(0).toUpperCase()}${BANDS_SAY.slice(1)}.`;
  return ['## Load', '', says, '', ...table([...BAND_COLUMNS, 'errors', 'scenario'], rows)];
}

function thresholds({ load }: Report): readonly string[] {
  if (load.thresholds.length === 0) return [];
  const rows = load.thresholds.map((one) => [...thresholdRow(one), one.scenario].map(cell));
  const says = `${THRESHOLDS_SAY.charAt(0).toUpperCase()}${THRESHOLDS_SAY.slice(1)}.`;
  const head = [...THRESHOLD_COLUMNS, 'scenario'];
  return ['## Thresholds', '', says, '', ...table(head, rows)];
}
