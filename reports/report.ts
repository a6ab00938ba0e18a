import { z } from 'zod';
import { OUTCOMES } from '../lib/model/promise.ts';
import { plannedSchema, scenarioRunSchema, stuckSchema, subjectSchema } from './run-file.ts';

/**
 * How a promise is shown. It refines the outcome where one word would mislead: an INFORMATIONAL
 * promise that came out violated has *changed*, and an unknown that nobody asked for is *untried*.
 */
export const STANDINGS = [
  'violated',
  'error',
  'unknown',
  'changed',
  'held',
  'untried',
  'not-applicable',
] as const;

const count = z.number().int().nonnegative();
const milliseconds = z.number();

const promiseInScenario = z.object({
  scenario: z.string(),
  outcome: z.enum(OUTCOMES),
  owed: z.boolean().describe('The scenario set out to put this promise to the test.'),
  trials: count,
  reason: z.string().nullable(),
});

const promiseRow = z.object({
  id: z.string(),
  level: z.enum(['MUST', 'SHOULD', 'INFORMATIONAL']),
  statement: z.string(),
  source: z.string(),
  since: z.string(),
  outcome: z.enum(OUTCOMES).describe('Over all scenarios of the run.'),
  standing: z.enum(STANDINGS).describe('The outcome as it is shown to people.'),
  says: z.string().describe('The outcome in words, with the number of trials.'),
  gates: z.boolean().describe('Whether this promise can change the exit code of the run.'),
  owed: z.boolean().describe('Some scenario set out to put this promise to the test.'),
  trials: count.describe('Summed over all scenarios.'),
  reason: z.string().nullable(),
});

const quotedLine = z.object({
  seq: count.describe('The line of history.jsonl, counted from 0.'),
  at: milliseconds.describe('On `clock`; comparable only with lines of the same clock.'),
  clock: z.string(),
  by: z.string(),
  kind: z.string(),
  text: z.string(),
});

const finding = z.object({
  promise: z.string(),
  scenario: z.string(),
  kind: z.enum(['violation', 'doubt', 'excused']),
  says: z.string(),
  evidence: z.object({
    total: count.describe('How many entries show it; the longest lists are quoted in part.'),
    lines: z.array(quotedLine).readonly(),
  }),
});

const recovery = z.object({
  scenario: z.string(),
  after: z.string().describe('The fault that struck or was undone.'),
  from: milliseconds,
  to: milliseconds
    .describe('When the set was next seen to be what its spec says, or null: never.')
    .nullable(),
});

const times = z.object({
  half: milliseconds.nullable(),
  nineOfTen: milliseconds.nullable(),
  all: milliseconds.nullable().describe('Null: at least once nobody was told before the next one.'),
});

const system = z.object({
  system: z.string(),
  faults: count.describe('After which somebody asked for a write.'),
  first: times.describe('From the fault to the end of the first write asked for after it.'),
  wait: times.describe('The longest time without a write that was acknowledged.'),
});

const band = z.object({
  scenario: z.string(),
  since: z
    .string()
    .describe('What the stretch began with: the load, a fault, a change of the set.'),
  from: milliseconds,
  requests: count,
  failed: count.describe('Without the answer that was expected.'),
  latency: z
    .object({
      half: milliseconds.nullable(),
      nineOfTen: milliseconds.nullable(),
      ninetyNine: milliseconds.nullable().describe('Of a hundred.'),
      all: milliseconds.nullable(),
    })
    .describe('Of those with the answer that was expected.'),
  errors: z.array(z.object({ says: z.string(), times: count })).readonly(),
});

const threshold = z.object({
  scenario: z.string(),
  metric: z.string(),
  condition: z.string(),
  holds: z.boolean().describe("k6's own word, when the load was over."),
  value: z.number().nullable(),
  samples: count,
});

const scenario = z.object({
  ...plannedSchema.shape,
  ...scenarioRunSchema.shape,
  entries: count.describe('Entries in history.jsonl.'),
  cut: z.string().nullable().describe('Where the history breaks off, when its writer was killed.'),
});

/** The one thing that renderers read. Whoever wants a page of their own can start from this. */
export const reportSchema = z.object({
  apiVersion: z.literal('steadfast/v1'),
  kind: z.literal('ConformanceReport'),
  verdict: z.object({
    outcome: z.enum(['held', 'violated', 'unknown', 'error', 'fault-left-behind']),
    exitCode: z.number().int(),
    says: z.string(),
  }),
  run: z.object({
    id: z.string(),
    seed: z.string(),
    startedAt: z.string(),
    endedAt: z.string().nullable(),
    status: z.enum(['running', 'finished', 'interrupted']),
    strict: z.boolean().describe('SHOULD promises change the exit code too.'),
  }),
  suite: z.object({
    name: z.literal('steadfast'),
    version: z.string(),
    commit: z.string().nullable(),
  }),
  provider: z.object({ choice: z.string(), reason: z.string() }),
  subject: subjectSchema,
  limits: z.record(z.string(), z.number()),
  counts: z.object({
    promises: z.object(
      Object.fromEntries(STANDINGS.map((word) => [word, count])) as Record<Standing, typeof count>,
    ),
    trials: count,
    scenarios: z.object({ done: count, error: count, aborted: count, 'not-run': count }),
  }),
  promises: z.array(promiseRow).readonly().describe('In the order of their ids.'),
  matrix: z
    .array(z.object({ promise: z.string(), cells: z.array(promiseInScenario).readonly() }))
    .readonly()
    .describe('Promise by scenario; a cell in which nothing was tried, owed or found is left out.'),
  findings: z.array(finding).readonly(),
  left: z
    .array(z.object({ promise: z.string(), scenario: z.string(), kind: z.string(), more: count }))
    .readonly()
    .describe('Findings beyond the first of their kind: verdicts.json has them all.'),
  scenarios: z.array(scenario).readonly().describe('In the order of the plan.'),
  recoveries: z.array(recovery).readonly(),
  served: z
    .array(recovery)
    .readonly()
    .describe('From each fault on, the longest time without a write that was acknowledged.'),
  systems: z.array(system).readonly().describe('Real systems side by side, over all stories.'),
  load: z
    .object({ bands: z.array(band).readonly(), thresholds: z.array(threshold).readonly() })
    .describe('What k6 measured and made of it, in the stories that have a load of it.'),
  stuck: z.array(stuckSchema).readonly().describe('Faults that could not be undone.'),
});

export type Standing = (typeof STANDINGS)[number];
export type Report = Readonly<z.infer<typeof reportSchema>>;
export type PromiseRow = Report['promises'][number];
export type SystemTimes = Readonly<z.infer<typeof times>>;
export type ReportedFinding = Report['findings'][number];
export type ReportedScenario = Report['scenarios'][number];
export type QuotedLine = ReportedFinding['evidence']['lines'][number];
