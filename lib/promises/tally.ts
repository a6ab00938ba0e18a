import type { Entry } from '../model/entry.ts';
import { type Gap, gapText } from '../model/history-gaps.ts';
import type { Finding, Findings } from '../model/promise.ts';

/** What a checker writes its findings on. It counts and collects; it never says pass. */
export interface Tally {
  trial(): void;
  violation(says: string, evidence: Evidence): void;
  doubt(says: string, evidence: Evidence): void;
  excused(says: string, evidence: Evidence): void;
  /** A trial that leans on what a witness could not see. */
  blind(what: string, gap: Gap): void;
  findings(): Findings;
}

/** Few entries, and places where there is none are left out. */
export type Evidence = readonly (Entry | null | undefined)[];

export function tally(): Tally {
  const violations: Finding[] = [];
  const doubts: Finding[] = [];
  const excused: Finding[] = [];
  let trials = 0;
  const into = (findings: Finding[]) => (says: string, evidence: Evidence) => {
    findings.push({ says, evidence: evidence.filter((entry) => entry != null) });
  };
  const doubt = into(doubts);
  return {
    trial() {
      trials += 1;
    },
    violation: into(violations),
    doubt,
    excused: into(excused),
    blind: (what, gap) => doubt(`${what} cannot be judged: ${gapText(gap)}`, [gap]),
    findings: () => ({ trials, violations, doubts, excused }),
  };
}
