import { z } from 'zod';
import type { NewEntry } from '../../model/entry.ts';
import { HarnessError } from '../../support/errors.ts';

const line = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('Point'),
    metric: z.string(),
    data: z.object({
      time: z.string(),
      value: z.number(),
      tags: z.record(z.string(), z.string()).nullish(),
    }),
  }),
  /** Says what a metric is, before its first point. */
  z.object({ type: z.literal('Metric') }),
  /** Written by our own handleSummary: what k6 hands to that of a script. */
  z.object({
    type: z.literal('Summary'),
    metrics: z.record(
      z.string(),
      z.object({
        type: z.enum(['rate', 'trend', 'counter', 'gauge']),
        values: z.record(z.string(), z.number().nullable()),
        thresholds: z.record(z.string(), z.object({ ok: z.boolean() })).default({}),
      }),
    ),
  }),
]);

type Line = z.infer<typeof line>;
type Summarized = Extract<Line, { type: 'Summary' }>['metrics'][string];

/**
 * Parts of what http_req_duration tells by its value and tags, and k6's own bookkeeping. All else
 * that k6 measures is kept, and so is whatever a script measures.
 */
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...['http_reqs', 'http_req_failed', 'http_req_blocked', 'http_req_connecting'],
  ...['http_req_tls_handshaking', 'http_req_sending', 'http_req_waiting', 'http_req_receiving'],
  ...['iterations', 'iteration_duration', 'vus', 'vus_max', 'data_sent', 'data_received'],
]);

/** What one of k6's lines adds to a history; `ageOf` says how long ago it was on this clock. */
export function entriesOfLine(text: string, ageOf: (time: number) => number): readonly NewEntry[] {
  const told = parse(text);
  if (told.type === 'Metric') return [];
  if (told.type === 'Summary') return Object.entries(told.metrics).flatMap(thresholdsOf);
  const { metric, data } = told;
  if (LEFT_OUT.has(metric)) return [];
  const { value, tags } = data;
  const at = ageOf(Date.parse(data.time));
  return [{ kind: 'sample', by: 'k6', at, metric, value, tags: { ...tags } }];
}

function parse(text: string): Line {
  try {
    return line.parse(JSON.parse(text));
  } catch {
    throw new HarnessError({
      what: 'k6 printed what is none of its JSON lines',
      lastSeen: text.slice(0, 160),
      tryThis: 'a script that exports our handleSummary, and no other program in the place of k6',
    });
  }
}

export function isSummary(text: string): boolean {
  return text.startsWith('{"type":"Summary"');
}

function thresholdsOf([metric, summarized]: [string, Summarized]): readonly NewEntry[] {
  const samples = samplesOf(summarized);
  return Object.entries(summarized.thresholds).map(([condition, { ok }]) => {
    const stat = /^\s*([a-z]+(?:\([\d.]+\))?)/.exec(condition)?.[1] ?? '';
    const value = summarized.values[stat] ?? null;
    return { kind: 'threshold', by: 'k6', metric, condition, holds: ok, value, samples };
  });
}

function samplesOf({ type, values }: Summarized): number {
  if (type === 'rate') return (values.passes ?? 0) + (values.fails ?? 0);
  return values.count ?? (type === 'gauge' ? 1 : 0);
}
