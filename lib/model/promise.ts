import type { Entry, History } from './entry.ts';

export type Level = 'MUST' | 'SHOULD' | 'INFORMATIONAL';

/** Here and nowhere else: the five ways an attempt to judge a promise can end. */
export const OUTCOMES = ['held', 'violated', 'unknown', 'not-applicable', 'error'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What a checker found at fault: one sentence, and the entries that show it. */
export interface Finding {
  readonly says: string;
  readonly evidence: readonly Entry[];
}

/** What a checker saw, before anyone calls it a pass or a failure. */
export interface Findings {
  /** How often the history put the promise to the test. Zero means nothing was proved. */
  readonly trials: number;
  readonly violations: readonly Finding[];
  /** Trials that were owed but cannot be judged: a gap, a clock, no proof that the fault worked. */
  readonly doubts: readonly Finding[];
  /** What an escape hatch explains: reported and measured, neither a violation nor a trial. */
  readonly excused: readonly Finding[];
}

export interface StatefulPromise {
  /** The catalogue's id, SS-XXX-NNN. */
  readonly id: string;
  readonly level: Level;
  /** One sentence with its level word, no word on how it is tested, no full stop: a test title. */
  readonly statement: string;
  readonly source: string;
  /** Since which version, in the catalogue's words. */
  readonly since: string;
  /**
   * True when one entry is proof by itself, whatever else nobody saw: an answer of the API server,
   * or two that were seen to run at once. Every other promise rests on having seen without a gap.
   */
  readonly provedByOneEntry?: true;
  readonly check: (history: History) => Findings;
}

export interface Verdict {
  readonly promise: string;
  readonly outcome: Outcome;
  readonly trials: number;
  /** For not-applicable and error. */
  readonly reason: string | null;
  readonly violations: readonly RecordedFinding[];
  readonly doubts: readonly RecordedFinding[];
  readonly excused: readonly RecordedFinding[];
}

/** A finding as it is stored: the evidence by its place in the history. */
export interface RecordedFinding {
  readonly says: string;
  readonly evidence: readonly number[];
}
