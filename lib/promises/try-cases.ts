import { expect } from 'chai';
import type { History } from '../model/entry.ts';
import type { Findings, StatefulPromise } from '../model/promise.ts';
import { draw } from './drawing.ts';

export interface Case {
  readonly title: string;
  readonly rows: readonly string[];
  readonly outcome: 'held' | 'violated' | 'unknown';
  readonly trials?: number;
  /** Words that the first violation, doubt or excuse must hold. */
  readonly says?: RegExp;
  readonly excused?: number;
}

/** A `describe` for a promise with an `it` for each drawing. */
export function tryCases(promise: StatefulPromise, cases: readonly Case[]): void {
  describe(`${promise.id}: ${promise.statement}`, () => {
    for (const { title, rows, outcome, trials, says, excused } of cases) {
      it(`is ${outcome} ${title}`, () => {
        const history = draw(...rows);
        const findings = checked(promise, history);
        expect(endsAs(findings), JSON.stringify(words(findings))).to.equal(outcome);
        if (trials !== undefined) expect(findings.trials).to.equal(trials);
        if (excused !== undefined) expect(findings.excused).to.have.length(excused);
        if (says) expect(words(findings)[0]).to.match(says);
      });
    }
  });
}

/** What a checker finds, after it was seen to point at entries of this history only. */
export function checked(promise: StatefulPromise, history: History): Findings {
  const findings = promise.check(history);
  const { violations, doubts, excused } = findings;
  for (const { says, evidence } of [...violations, ...doubts, ...excused]) {
    expect(evidence, says).to.not.be.empty;
    for (const entry of evidence) expect(history, says).to.include(entry);
  }
  return findings;
}

/** Written a second time on purpose: the judge's own rule is what the judge's tests are about. */
function endsAs({ trials, violations, doubts }: Findings): Case['outcome'] {
  if (violations.length > 0) return 'violated';
  return doubts.length > 0 || trials === 0 ? 'unknown' : 'held';
}

function words({ violations, doubts, excused }: Findings): readonly string[] {
  return [...violations, ...doubts, ...excused].map(({ says }) => says);
}
