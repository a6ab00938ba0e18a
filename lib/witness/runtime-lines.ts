/** What the program on a node says, read: see programs/runtime.sh. */
export type RuntimeLine =
  | { readonly says: 'labels'; readonly id: string; readonly labels: ContainerLabels }
  | { readonly says: 'start'; readonly id: string; readonly at: number }
  | { readonly says: 'exit'; readonly id: string; readonly at: number; readonly exitCode: number }
  | {
      readonly says: 'listing';
      readonly at: number;
      readonly running: ReadonlyMap<string, boolean>;
    };

export interface ContainerLabels {
  /** The container's name in its pod, 'POD' for the sandbox. */
  readonly name: string;
  readonly pod: string;
  readonly podUid: string;
  /** Wall clock of the node. */
  readonly created: number;
}

export function parseRuntimeLine(line: string): RuntimeLine | null {
  const [says = '', id = '', ...rest] = line.split(' ');
  if (says === 'labels') return { says, id, labels: parseLabels(rest.join(' ')) };
  if (says === 'event') return parseEvent(id, rest);
  if (says !== 'listing') return null;
  const running = rest
    .map((word) => word.split('='))
    .map(([name = '', is]) => {
      return [name, is === 'running'] as const;
    });
  return { says, at: Number(id), running: new Map(running) };
}

function parseEvent(id: string, [day, time = '', topic, ...body]: string[]): RuntimeLine | null {
  // containerd stamps its events in UTC.
  const at = wallTime(`${day}T${time}Z`);
  if (!Number.isFinite(at)) return null;
  if (topic === '/tasks/start') return { says: 'start', id, at };
  const { exit_status, exited_at } = JSON.parse(body.join(' ')) as {
    exit_status?: number;
    exited_at?: { seconds?: number; nanos?: number };
  };
  // The event is sent when the exit was noticed; the exit itself has a time of its own.
  const exited = exited_at?.seconds
    ? exited_at.seconds * 1000 + (exited_at.nanos ?? 0) / 1_000_000
    : at;
  return { says: 'exit', id, at: exited, exitCode: exit_status ?? 0 };
}

function parseLabels(text: string): ContainerLabels {
  const words = new Map(
    [...text.matchAll(/"([^"]+)": "([^"]*)"/g)].map(([, key, value]) => [key, value]),
  );
  return {
    name: words.get('io.kubernetes.container.name') ?? 'POD',
    pod: words.get('io.kubernetes.pod.name') ?? '',
    podUid: words.get('io.kubernetes.pod.uid') ?? '',
    created: wallTime(words.get('CreatedAt') ?? ''),
  };
}

/** Milliseconds since 1970 of an RFC 3339 time, with all digits of its fraction. */
export function wallTime(text: string): number {
  const [whole = '', rest = ''] = text.split('.');
  if (!rest) return Date.parse(text);
  const digits = /^[0-9]*/.exec(rest)?.[0] ?? '';
  return Date.parse(`${whole}${rest.slice(digits.length)}`) + Number(`0.${digits}`) * 1000;
}
