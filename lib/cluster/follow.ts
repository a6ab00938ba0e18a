import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Follower } from '../model/cluster.ts';
import { messageOf } from '../support/errors.ts';

/**
 * Runs the command in a session of its own and ends that whole session when standard input closes.
 * A command is left running when its client goes away, but its input is closed: so whatever ends
 * this process, however hard, ends the command on the node too.
 */
const GUARD = `exec 3<&0
setsid "$@" </dev/null 3<&- &
child=$!
{
  exec </dev/null >/dev/null 2>&1
  while read -r _ <&3; do :; done
  kill -TERM -- "-$child" && sleep 1 && kill -KILL -- "-$child"
} &
watcher=$!
wait "$child"
code=$?
kill "$watcher" 2>/dev/null
exit "$code"
`;

/** A command that keeps running on a node, entered by these words, and speaks line by line. */
export function followThrough(
  enter: readonly string[],
  command: readonly string[],
  onLine: (line: string) => void,
): Follower {
  const [file = '', ...words] = enter;
  const child = spawn(file, [...words, 'bash', '-c', GUARD, 'follow', ...command]);
  let stopping = false;
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = `${complaint}${text}`.slice(-2000);
  });
  // A command that has ended no longer reads; that is no error of its own.
  child.stdin.on('error', () => {});
  const reader = createInterface({ input: child.stdout });
  reader.on('line', onLine);

  const ended = new Promise<{ readonly says: string }>((resolve) => {
    let failure = '';
    child.on('error', (error) => {
      failure = messageOf(error);
    });
    // 'close' comes after the last byte of output; readline hands the last line over a turn later.
    child.on('close', (code, signal) => {
      const how = failure || (signal ? `ended by ${signal}` : `ended with ${code}`);
      const last = complaint.trim().split('\n').at(-1);
      const says = stopping ? 'stopped' : last ? `${how}: ${last}` : how;
      setImmediate(() => resolve({ says }));
    });
  });

  return {
    ended,
    async stop() {
      stopping = true;
      child.stdin.end();
      // A paused container neither reads nor ends; its client can still be let go.
      const given = AbortSignal.timeout(5000);
      given.addEventListener('abort', () => child.kill('SIGKILL'), { once: true });
      await ended;
    },
  };
}
