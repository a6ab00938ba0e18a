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
import { type Paint, titled } from './paint.ts';
import { SYSTEM_COLUMNS, SYSTEMS_SAY, systemRows } from './system-rows.ts';
import { clip, columns } from './text.ts';

interface Page {
  readonly report: Report;
  readonly paint: Paint;
  readonly width: number;
}

/** What clients of real systems were told: by systems, and under the load of k6. */
export function clientSections(page: Page): readonly (readonly string[])[] {
  return [systems(page), bands(page), thresholds(page)];
}

function systems(page: Page): readonly string[] {
  const rows = systemRows(page.report);
  if (rows.length === 0) return [];
  return [
    ...titled(page, 'SYSTEMS', SYSTEMS_SAY),
    ...columns([SYSTEM_COLUMNS, ...rows], page.width),
  ];
}

function bands(page: Page): readonly string[] {
  const { load } = page.report;
  if (load.bands.length === 0) return [];
  const [head = '', ...rows] = columns([BAND_COLUMNS, ...load.bands.map(bandRow)], page.width);
  const lines = load.bands.flatMap((band, place) => [
    ...(band.scenario === load.bands[place - 1]?.scenario ? [] : [`  in ${band.scenario}`]),
    rows[place] ?? '',
    ...errorWords(band).map((words) => page.paint.faint(clip(`      ${words}`, page.width))),
  ]);
  return [...titled(page, 'LOAD', BANDS_SAY), head, ...lines];
}

function thresholds(page: Page): readonly string[] {
  const rows = page.report.load.thresholds.map(thresholdRow);
  if (rows.length === 0) return [];
  return [
    ...titled(page, 'THRESHOLDS', THRESHOLDS_SAY),
    ...columns([THRESHOLD_COLUMNS, ...rows], page.width),
  ];
}
