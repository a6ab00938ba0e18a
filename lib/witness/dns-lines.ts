/** One question of the probe and what became of it. */
export interface Lookup {
  /** Kernel uptimes in ms, and the kernel's clock they are read from. */
  readonly asked: number;
  readonly at: number;
  readonly kernel: string;
  readonly name: string;
  readonly answers: readonly string[];
  readonly answered: boolean;
}

/** Reads a line of programs/dns-probe.sh, behind which stand the words of busybox's nslookup. */
export function parseLookup(line: string): Lookup | null {
  const match = /^dns ([0-9]+) ([0-9]+) ([0-9a-f]{8}) (\S+) [0-9]+(?: (.*))?$/.exec(line);
  if (!match) return null;
  const [, asked, at, kernel = '', name = '', words = ''] = match;
  const answers = [...addressesIn(words), ...targetsIn(words)];
  // That there is no such name, or no address of it, is an answer; a failure to say so is none.
  const answered = answers.length > 0 || / NXDOMAIN\b| No answer$/.test(words);
  return { asked: Number(asked), at: Number(at), kernel, name, answers, answered };
}

/** The addresses behind a name: the one above the first name is the resolver's own. */
function addressesIn(words: string): string[] {
  const [, ...named] = words.split(/\bName:\s*/);
  return named.flatMap((part) =>
    [...part.matchAll(/\bAddress(?: [0-9]+)?: ([0-9a-fA-F.:]+)/g)].map(
      ([, address = '']) => address,
    ),
  );
}

/** The names that a record of a named port leads to, behind its priority, weight and port. */
function targetsIn(words: string): string[] {
  return [...words.matchAll(/\bservice = [0-9]+ [0-9]+ [0-9]+ (\S+)/g)].map(
    ([, target = '']) => target,
  );
}
