import { join } from 'node:path';
import { putFile } from '../lib/support/put-file.ts';
import { type BuildOptions, buildReport } from './build.ts';
import { renderJson } from './render/json.ts';
import { renderJunit } from './render/junit.ts';
import { renderMarkdown } from './render/markdown.ts';
import type { Report } from './report.ts';

/** Writes a run's reports into its folder, for its owner alone, and answers with the data. */
export async function writeReports(folder: string, options: BuildOptions = {}): Promise<Report> {
  const report = await buildReport(folder, options);
  putFile(join(folder, 'report.json'), renderJson(report));
  putFile(join(folder, 'report.md'), renderMarkdown(report));
  putFile(join(folder, 'junit.xml'), renderJunit(report));
  return report;
}
