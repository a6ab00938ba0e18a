import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { type Entry, entrySchema } from '../lib/model/entry.ts';
import { OUTCOMES, type Verdict } from '../lib/model/promise.ts';
import { messageOf, UsageError } from '../lib/support/errors.ts';

/** How many findings of one kind, and how many lines of one finding, a report quotes. */
export const QUOTED = { findings: 5, lines: 8 } as const;

/** What one scenario's folder says: its verdicts, and the lines of its history they rest on. */
export interface JudgedScenario {
  readonly entries: number;
  /** Where the history breaks off in the middle of a line, when its writer was killed. */
  readonly cut: string | null;
  readonly verdicts: readonly Verdict[];
  /** The entries that are quoted, and those that tell when faults ended and the set recovered. */
  readonly lines: ReadonlyMap<number, Entry>;
}

const recorded = z.object({ says: z.string(), evidence: z.array(z.number()) });

const verdictsFile = z.object({
  schema: z.literal('steadfast/verdicts/v1'),
  scenario: z.string().nullable(),
  entries: z.number(),
  cut: z.object({ says: z.string() }).nullable(),
  tries: z.array(z.string()),
  verdicts: z.array(
    z.object({
      promise: z.string(),
      outcome: z.enum(OUTCOMES),
      trials: z.number(),
      reason: z.string().nullable(),
      violations: z.array(recorded),
      doubts: z.array(recorded),
      excused: z.array(recorded),
    }),
  ),
});

/** Answers with null when the scenario was never judged: it was not run, or died too early. */
export async function readScenario(folder: string): Promise<JudgedScenario | null> {
  const file = join(folder, 'verdicts.json');
  if (!existsSync(file)) return null;
  const { entries, cut, verdicts } = parseVerdicts(file, folder);
  const lines = await readLines(join(folder, 'history.jsonl'), evidenceOf(verdicts), folder);
  return { entries, cut: cut?.says ?? null, verdicts, lines };
}

/** The places of a finding's evidence that are quoted: its beginning, and how it ended. */
export function quotedPlaces(evidence: readonly number[]): readonly number[] {
  if (evidence.length <= QUOTED.lines) return evidence;
  return [...evidence.slice(0, QUOTED.lines - 1), ...evidence.slice(-1)];
}

function evidenceOf(verdicts: readonly Verdict[]): Set<number> {
  const places = new Set<number>();
  for (const { violations, doubts, excused } of verdicts) {
    for (const findings of [violations, doubts, excused]) {
      for (const { evidence } of findings.slice(0, QUOTED.findings)) {
        for (const place of quotedPlaces(evidence)) places.add(place);
      }
    }
  }
  return places;
}

/**
 * Faults, recoveries, which real system a story is about, and writes of its clients; what k6
 * measured, and the deeds of the story between which it did.
 */
const MARKS = [
  ...['"kind":"fault"', '"step":"converged"', '"step":"subject"', '"does":"write"'],
  ...['"metric":"http_req_duration"', '"kind":"threshold"', '"step":"verb"'],
];

/**
 * A history may hold a million lines and a report quotes a handful, so a line is parsed only when
 * it is wanted: by its place, or because it may end a fault or a recovery.
 */
async function readLines(
  file: string,
  wanted: ReadonlySet<number>,
  folder: string,
): Promise<Map<number, Entry>> {
  const lines = new Map<number, Entry>();
  let place = 0;
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    const marks = MARKS.some((mark) => line.includes(mark));
    if (wanted.has(place) || marks) {
      const entry = parseEntry(line);
      if (entry) lines.set(entry.seq, entry);
    }
    place += 1;
  }
  const missing = [...wanted].find((seq) => !lines.has(seq));
  if (missing === undefined) return lines;
  throw new UsageError({
    what: `${join(folder, 'verdicts.json')} rests on entry ${missing}, which its history has not`,
    lastSeen: `${place} lines in ${file}`,
    tryThis: `steadfast judge ${folder}`,
  });
}

function parseEntry(line: string): Entry | null {
  try {
    const read = entrySchema.safeParse(JSON.parse(line));
    return read.success ? read.data : null;
  } catch {
    // The last line of a history whose writer was stopped may be half a line.
    return null;
  }
}

function parseVerdicts(file: string, folder: string): z.infer<typeof verdictsFile> {
  try {
    return verdictsFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new UsageError({
      what: `${file} is not a list of verdicts that this version can read`,
      lastSeen: messageOf(cause),
      tryThis: `steadfast judge ${folder}`,
    });
  }
}
