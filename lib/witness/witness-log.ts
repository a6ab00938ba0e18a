import { createHash } from 'node:crypto';

/** A line that a member wrote to its volume: the format stands in its program, witness.sh. */
export interface WitnessLine {
  readonly kind: 'epoch' | 'beat';
  readonly n: number;
  /** Kernel uptime in ms, and whose. */
  readonly at: number;
  readonly kernel: string;
  readonly set: string;
  readonly ordinal: number;
  readonly uid: string;
  readonly node: string;
  readonly hostname: string;
  /** An epoch's account of what it found: empty, whole or broken. */
  readonly state: string;
  readonly previous: string;
  readonly digest: string;
  /** Whether its digest is right and it follows its writer's last line, or what a start found. */
  readonly intact: boolean;
}

export interface WitnessLog {
  readonly lines: readonly WitnessLine[];
  /** Lines that were cut or are none: a writer was killed amid a write, or the disk lost some. */
  readonly cut: number;
}

/**
 * Reads a volume's log and computes every digest again. The chain is judged for each writer, by
 * uid: two writers that ran at once interleave without breaking each other's.
 */
export function readWitnessLog(text: string): WitnessLog {
  const lines: WitnessLine[] = [];
  const heads = new Map<string, string>();
  const digests = new Set<string>();
  let cut = 0;
  // What follows the last end of line is still being written, or was cut: it is no record yet.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  for (const words of whole.split('\n')) {
    if (words === '') continue;
    const line = parse(words);
    if (!line) {
      cut += 1;
      continue;
    }
    const { kind, n, uid, previous, state, digest } = line;
    const follows =
      kind === 'beat'
        ? heads.get(uid) === previous
        : previous === '-'
          ? n === 0 && state === 'empty'
          : digests.has(previous) && state === 'whole';
    const intact = follows && digest === digestOf(words);
    heads.set(uid, digest);
    digests.add(digest);
    lines.push({ ...line, intact });
  }
  return { lines, cut };
}

/** Over the whole line but its last word, as the writer computed it. */
function digestOf(words: string): string {
  const covered = words.slice(0, words.lastIndexOf(' '));
  return createHash('sha256').update(`${covered}\n`).digest('hex').slice(0, 16);
}

function parse(words: string): Omit<WitnessLine, 'intact'> | null {
  const parts = words.split(' ');
  const [letter = '', n = '', at = '', kernel = '', set = '', ordinal = '', uid = ''] = parts;
  const [node = '', hostname = '', state = '', previous = '', digest = ''] = parts.slice(7);
  const sound =
    parts.length === 12 &&
    /^[EBT]$/.test(letter) &&
    /^[0-9]+$/.test(n) &&
    /^[0-9]+$/.test(at) &&
    /^[0-9a-f]{8}$/.test(kernel) &&
    /^[0-9a-f]{16}$/.test(digest);
  if (!sound) return null;
  return {
    kind: letter === 'E' ? 'epoch' : 'beat',
    ...{ n: Number(n), at: Number(at), kernel, set, uid, node, hostname, state, previous, digest },
    // A hostname without a number is an identity that no member has.
    ordinal: /^[0-9]+$/.test(ordinal) ? Number(ordinal) : -1,
  };
}
