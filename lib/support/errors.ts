interface Facts {
  /** What was attempted, on what. */
  readonly what: string;
  /** What was seen last, in one line. */
  readonly lastSeen?: string;
  /** What the reader can type or change to look closer or to mend it. */
  readonly tryThis?: string;
  readonly cause?: unknown;
}

/** The suite, the host or the cluster broke: everything it touched is no verdict on Kubernetes. */
export class HarnessError extends Error {
  override readonly name: string = 'HarnessError';
  readonly facts: Facts;

  constructor(facts: Facts) {
    const lines = [facts.what];
    if (facts.lastSeen) lines.push(`  last seen  ${facts.lastSeen}`);
    if (facts.tryThis) lines.push(`  try        ${facts.tryThis}`);
    if (facts.cause) lines.push(`  caused by  ${messageOf(facts.cause)}`);
    super(lines.join('\n'), facts.cause === undefined ? undefined : { cause: facts.cause });
    this.facts = facts;
  }
}

/** A wait that reached its named limit. */
export class LimitReached extends HarnessError {
  override readonly name = 'LimitReached';
}

/** Bad input: what was wrong, where, and what to type instead. Exit code 64. */
export class UsageError extends HarnessError {
  override readonly name = 'UsageError';
}

/** A fault could not be undone: the cluster is unfit for another scenario. Exit code 4. */
export class StuckFault extends HarnessError {
  override readonly name = 'StuckFault';
  readonly fault: string;

  constructor(facts: Facts & { readonly fault: string }) {
    super(facts);
    this.fault = facts.fault;
  }
}

/** Errors of other people's making come in all shapes, strings and plain objects included. */
export function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message.trim() || error.name;
  if (typeof error === 'string') return error;
  try {
    return JSON.stringify(error) ?? String(error);
  } catch {
    return String(error);
  }
}
