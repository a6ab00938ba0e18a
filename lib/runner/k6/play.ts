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

/** Its exit codes of an end in peace: all was well, a threshold was crossed, it was told to end. */
const IN_PEACE: readonly (number | null)[] = [0, 99, 105];

/**
 * Plays `body` while k6 makes its load: from its first sample on, so that a script that fails does
 * so before any harm, until its summary. Whatever happens, k6 has ended when this has.
 */
export async function underK6(load: K6Load, body: () => Promise<void>): Promise<void> {
  const { k6, script, env, notebook, signal } = load;
  let samples = 0;
  let summaries = 0;
  let wrong: unknown = null;
  let end: K6End | null = null;
  const running = startK6({
    ...{ file: k6.file, script, env },
    onLine(line) {
      try {
        if (isSummary(line)) summaries += 1;
        for (const entry of entriesOfLine(line, (time) => notebook.now() - (Date.now() - time))) {
          notebook.record(entry);
          if (entry.kind === 'sample') samples += 1;
        }
      } catch (error) {
        wrong ??= error;
      }
    },
  });
  void running.ended.then((how) => {
    end = how;
  });
  const broken = (): unknown => wrong ?? (end ? endedEarly(script, end) : null);

  try {
    await waitFor({
      what: 'the first sample of k6',
      ...{ limit: 'k6UpMs', signal },
      read: () => samples > 0 || broken() !== null,
      until: (isThere) => isThere,
      describe: (isThere) => (isThere ? 'it came' : 'none yet'),
    });
    if (broken()) throw broken();
    await body();
    if (broken()) throw broken();
  } finally {
    end = await running.stop();
  }
  if (wrong) throw wrong;
  if (!IN_PEACE.includes(end.code)) throw endedEarly(script, end);
  if (summaries === 1) return;
  throw new HarnessError({
    what: `k6 ended without the summary of ${script}, which has its thresholds`,
    lastSeen: end.complaint || `${howOf(end)}, ${summaries} summaries`,
    tryThis: 'export { handleSummary } from our summary.k6.js in the script',
  });
}

function endedEarly(script: string, end: K6End): HarnessError {
  return new HarnessError({
    what: `k6 ${howOf(end)} under ${script}, before its story was over`,
    lastSeen: end.complaint || 'nothing on stderr',
    tryThis: `k6 inspect ${script}`,
  });
}

function howOf({ code, signal }: K6End): string {
  if (signal) return `was ended by ${signal}`;
  if (code === null) return 'did not start';
  return `ended with ${code}${CODES[code] ? ` (${CODES[code]})` : ''}`;
}

/** As k6 names them. */
const CODES: Readonly<Record<number, string>> = {
  99: 'a threshold was crossed',
  104: 'the script could not be read',
  105: 'a signal from elsewhere',
  107: 'the script threw an exception',
  108: 'the script gave up',
};
