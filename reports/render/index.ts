import type { Report } from '../report.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import { renderTerminal } from './terminal.ts';

export type Renderer = (report: Report) => string;

/** The formats by name. A new one is a file beside this one and a line here. */
export const renderers: Readonly<Record<string, Renderer>> = {
  terminal: renderTerminal,
  json: renderJson,
  junit: renderJunit,
  markdown: renderMarkdown,
};
