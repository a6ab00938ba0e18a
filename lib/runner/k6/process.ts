import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { messageOf } from '../../support/errors.ts';
import { LIMITS } from '../../support/limits.ts';

export interface K6Start {
  readonly file: string;
  readonly script: string;
  /** What the script finds in __ENV, and all that it finds there. */
  readonly env: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
}

export interface K6End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it said last on stderr: why it ended, where it was not told to. */
  readonly complaint: string;
}

export interface K6Process {
  readonly pid: number | undefined;
  /** Settles when it has ended and its last line was handed over; never rejects. */
  readonly ended: Promise<K6End>;
  /** Tells it to end, which it does with its summary, or else ends it by force. */
  stop(): Promise<K6End>;
}

/**
 * k6 as a process of its own session, so that a Ctrl-C at the terminal reaches this process alone
 * and k6 is told once. Its lines come on stdout: when this process is gone, however hard it went,
 * the next of them ends k6, too, because nobody reads it.
 */
export function startK6({ file, script, env, onLine }: K6Start): K6Process {
  const words = Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const child = spawn(file, ['run', ...FLAGS, ...words, script], {
    detached: true,
    env: { ...withoutWishes(process.env), K6_AUTO_EXTENSION_RESOLUTION: 'false' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = `${complaint}${text}`.slice(-4000);
  });
  createInterface({ input: child.stdout }).on('line', onLine);

  const ended = new Promise<K6End>((resolve) => {
    const end = (code: number | null, signal: NodeJS.Signals | null) =>
      // readline hands the last line over a turn later.
      setImmediate(() => resolve({ code, signal, complaint: lastWords(complaint) }));
    child.on('error', (error) => {
      complaint = messageOf(error);
      end(null, null);
    });
    child.on('close', end);
  });
  return {
    pid: child.pid,
    ended,
    async stop() {
      signal(child.pid, 'SIGINT');
      const given = AbortSignal.timeout(LIMITS.k6EndMs);
      given.addEventListener('abort', () => signal(child.pid, 'SIGKILL'), { once: true });
      return await ended;
    },
  };
}

/** To all of its session: where another program is in its place it may have begun others. */
function signal(leader: number | undefined, name: NodeJS.Signals): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, name);
  } catch {
    // All of it has ended.
  }
}

const FLAGS = [
  '--quiet',
  ...['--out', 'json=-'],
  // Nothing of it listens, and nothing is told to its makers.
  ...['--address', '', '--no-usage-report'],
  '--include-system-env-vars=false',
  ...['--summary-trend-stats', 'count,avg,min,med,max,p(90),p(95),p(99)'],
];

/** What a user set for loads of their own must not change what a script here asks for. */
function withoutWishes(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('K6_')));
}

/** The messages of its log, without what a log adds to them. */
function lastWords(text: string): string {
  const lines = text.trim().split('\n').slice(-3);
  return lines.map((one) => /msg="((?:[^"\\]|\\.)*)"/.exec(one)?.[1] ?? one.trim()).join(' | ');
}
