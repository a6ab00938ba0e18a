import type { Report } from '../report.ts';

/** The report itself. Its shape is described by report.schema.json. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
