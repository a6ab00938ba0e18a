import { execa } from 'execa';
import { HarnessError } from './errors.ts';

export interface RunOptions {
  readonly input?: string;
  /** A file that the command reads on its stdin, however large it is. */
  readonly inputFile?: string;
  readonly cwd?: string;
  /** Added to this process's own environment. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly limitMs?: number;
  readonly signal?: AbortSignal;
  /** Called with each line of stdout and stderr as it comes, for progress. */
  readonly onLine?: (line: string) => void;
}

export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end and reports the exit code; throws only when it could not be run. */
export async function attempt(
  argv: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const [file, ...args] = argv;
  if (!file) throw new HarnessError({ what: 'an empty command cannot be run' });
  const child = execa(file, args, {
    reject: false,
    stripFinalNewline: false,
    maxBuffer: 256 * 1024 * 1024,
    stdin: stdinOf(options),
    ...(options.input === undefined ? {} : { input: options.input }),
    ...(options.cwd ? { cwd: options.cwd } : {}),
    ...(options.env ? { env: options.env } : {}),
    ...(options.limitMs ? { timeout: options.limitMs } : {}),
    ...(options.signal ? { cancelSignal: options.signal } : {}),
  });
  if (options.onLine) {
    for (const from of ['stdout', 'stderr'] as const) {
      void eachLine(child.iterable({ from }), options.onLine);
    }
  }
  const done = await child;
  if (done.exitCode === undefined) {
    throw new HarnessError({
      what: done.timedOut
        ? `${pasteable(argv)} was stopped after ${(options.limitMs ?? 0) / 1000} s`
        : `${pasteable(argv)} could not be run to its end`,
      lastSeen: lastLine(done.stderr) || done.shortMessage || 'nothing on stderr',
    });
  }
  return { code: done.exitCode, stdout: done.stdout ?? '', stderr: done.stderr ?? '' };
}

function stdinOf({ input, inputFile }: RunOptions) {
  if (inputFile !== undefined) return { file: inputFile };
  return input === undefined ? ('ignore' as const) : ('pipe' as const);
}

/** Runs a command that must succeed and answers with its stdout, without the last newline. */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await attempt(argv, options);
  if (code !== 0) {
    throw new HarnessError({
      what: `${pasteable(argv)} ended with ${code}`,
      lastSeen: lastLine(stderr) || lastLine(stdout) || 'no output',
    });
  }
  return stdout.replace(/\n$/, '');
}

/** The command as it can be pasted into a shell. */
export function pasteable(argv: readonly string[]): string {
  return argv
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}

async function eachLine(lines: AsyncIterable<unknown>, onLine: (line: string) => void) {
  // The command's own failure is reported by its exit code; here only its words matter.
  try {
    for await (const line of lines) onLine(String(line));
  } catch {}
}

function lastLine(text: string | undefined): string {
  const lines = (text ?? '').trimEnd().split('\n');
  return lines.slice(-3).join(' | ').trim();
}
