import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CAPABILITIES } from '../lib/model/cluster.ts';
import { messageOf, UsageError } from '../lib/support/errors.ts';
import { putFile } from '../lib/support/put-file.ts';

export const RUN_FILE = 'run.json';

const component = z.object({ name: z.string(), version: z.string(), from: z.string() });

/** `Subject` of the model, as it is stored. */
export const subjectSchema = z.object({
  provider: z.enum(['kind', 'embedded', 'existing']),
  cluster: z.string(),
  context: z.string(),
  kubernetes: z.string(),
  timers: z.object({
    name: z.enum(['short', 'stock', 'as found']),
    facts: z.record(z.string(), z.number()),
  }),
  nodes: z.array(z.object({ name: z.string(), role: z.string() })).readonly(),
  components: z.array(component).readonly(),
  capabilities: z.array(z.enum(CAPABILITIES)).readonly(),
  lacks: z.array(z.object({ capability: z.enum(CAPABILITIES), reason: z.string() })).readonly(),
});

/** A story as it was drawn up before the first action. */
export const plannedSchema = z.object({
  id: z.string(),
  title: z.string(),
  hypothesis: z.string(),
  suite: z.enum(['conformance', 'chaos', 'known-bad', 'workloads']),
  tries: z.array(z.string()).readonly(),
  /** Each fault in words, with the member that the seed drew as its victim. */
  faults: z.array(z.string()).readonly(),
  exclusive: z.boolean(),
  /** Milliseconds between two beats of a member: no overlap shorter than this can be seen. */
  beatMs: z.number().positive(),
});

/** What became of it. Milliseconds are on the runner's clock, whose zero is the run's start. */
export const scenarioRunSchema = z.object({
  id: z.string(),
  /** Relative to the run's folder, with forward slashes. */
  folder: z
    .string()
    .regex(
      /^(?!\/)(?!(.*\/)?\.\.(\/|$))[^\\]+$/,
      'a path below the run folder, with forward slashes',
    ),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  state: z.enum(['done', 'error', 'aborted', 'not-run']),
  error: z.string().nullable(),
});

/** A fault that could not be undone, or whose undo could not be proved. */
export const stuckSchema = z.object({
  id: z.string(),
  fault: z.string(),
  scenario: z.string().nullable(),
  says: z.string(),
});

const option = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

/** run.json: written before the first action and again whenever one of its facts changes. */
export const runFileSchema = z.object({
  schema: z.literal('steadfast/run/v1'),
  id: z.string(),
  seed: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  status: z.enum(['running', 'finished', 'interrupted']),
  suite: z.object({ version: z.string(), commit: z.string().nullable() }),
  provider: z.object({ choice: z.enum(['kind', 'embedded', 'existing']), reason: z.string() }),
  subject: subjectSchema,
  limits: z.record(z.string(), z.number()),
  /** As given on the command line. Of these the report reads `strict` and nothing else. */
  options: z.record(z.string(), option),
  plan: z.array(plannedSchema).readonly(),
  scenarios: z.array(scenarioRunSchema).readonly(),
  stuck: z.array(stuckSchema).readonly(),
});

export type RunFile = Readonly<z.infer<typeof runFileSchema>>;
export type PlannedScenario = RunFile['plan'][number];
export type ScenarioRun = RunFile['scenarios'][number];

export function writeRunFile(folder: string, run: RunFile): void {
  putFile(join(folder, RUN_FILE), `${JSON.stringify(runFileSchema.parse(run), null, 2)}\n`);
}

export function readRunFile(folder: string): RunFile {
  const file = join(folder, RUN_FILE);
  const read = runFileSchema.safeParse(parseJson(file));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new UsageError({
    what: `${file} is not a run that this version can read`,
    lastSeen: issue ? `${issue.path.join('.') || 'the whole file'}: ${issue.message}` : 'no reason',
    tryThis: 'the version of steadfast that made the run: run.json names it under "suite"',
  });
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new UsageError({
      what: `${file} could not be read`,
      lastSeen: messageOf(cause),
      tryThis: 'the folder of a run, which is the one that holds run.json',
    });
  }
}
