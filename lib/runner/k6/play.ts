import type { K6 } from '../../cluster/k6-program.ts';
import { HarnessError } from '../../support/errors.ts';
import { waitFor } from '../../support/wait.ts';
import type { Notebook } from '../../witness/notebook.ts';
import { entriesOfLine, isSummary } from './lines.ts';
import { type K6End, startK6 } from './process.ts';

export interface K6Load {
  readonly k6: Pick<K6, 'file'>;
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  readonly notebook: Pick<Notebook, 'now' | 'record'>;
  readonly signal: AbortSignal;
}

/** How k6 ends when it is told to, whatever became of its thresholds. */
const TOLD_TO_END = 105;

/**
 * Plays `body` while k6 makes its load: from its first sample on, so that a script that fails does
 * so before any harm, until its summary. Whatever happens, k6 has ended when this has.
 */
export async function underK6(load: K6Load, body: () => Promise<void>): Promise<void> {
  const { k6, script, env, notebook, signal } = load;
  const seen = { samples: 0, summaries: 0, strange: null as unknown, hasEnded: false };
  const running = startK6({
    ...{ file: k6.file, script, env },
    onLine(line) {
      if (line.trim() === '') return;
      try {
        if (isSummary(line)) seen.summaries += 1;
        for (const entry of entriesOfLine(line, (time) => notebook.now() - (Date.now() - time))) {
          notebook.record(entry);
          if (entry.kind === 'sample') seen.samples += 1;
        }
      } catch (error) {
        seen.strange ??= error;
      }
    },
  });
  void running.ended.then(() => {
    seen.hasEnded = true;
  });
  const isBroken = () => seen.hasEnded || seen.strange !== null;

  let end: K6End;
  try {
    await waitFor({
      what: 'the first sample of k6',
      ...{ limit: 'k6UpMs', signal },
      read: () => seen.samples > 0 || isBroken(),
      until: (isThere) => isThere,
      describe: (isThere) => (isThere ? 'it came' : 'none yet'),
    });
    if (!isBroken()) await body();
  } finally {
    end = await running.stop();
  }
  // A script that failed may print for people, too: why it did is the better news.
  if (SCRIPTS_DOING.includes(end.code)) throw endedBadly(script, end);
  if (seen.strange) throw seen.strange;
  if (end.code !== TOLD_TO_END) throw endedBadly(script, end);
  if (seen.summaries === 1) return;
  throw new HarnessError({
    what: `k6 ended without the summary of ${script}, which has its thresholds`,
    lastSeen: `${seen.summaries} summaries; ${end.complaint}`,
    tryThis: 'export { handleSummary } from our summary.k6.js in the script',
  });
}

function endedBadly(script: string, end: K6End): HarnessError {
  return new HarnessError({
    what: `k6 ${howOf(end)} under ${script}, and not because its story was over`,
    lastSeen: end.complaint || 'nothing on stderr',
    tryThis: `k6 inspect --env MEMBERS='[]' --env SEED=1 ${script}`,
  });
}

function howOf({ code, signal }: K6End): string {
  if (signal) return `was ended by ${signal}`;
  if (code === null) return 'did not start';
  return `ended with ${code}${CODES[code] ? ` (${CODES[code]})` : ''}`;
}

/** Codes that speak of the script: not read, broke off, gave up. */
const SCRIPTS_DOING: readonly (number | null)[] = [104, 107, 108];

/** As k6 names them. */
const CODES: Readonly<Record<number, string>> = {
  99: 'a threshold was crossed',
  104: 'the script could not be read',
  105: 'told by somebody else',
  107: 'the script threw an exception',
  108: 'the script gave up',
};
