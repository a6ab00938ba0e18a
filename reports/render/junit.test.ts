import { expect } from 'chai';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { OUTCOMES, type Verdict } from '../../lib/model/promise.ts';
import { assembleReport } from '../build.ts';
import type { ScenarioResult } from '../matrix.ts';
import type { Report } from '../report.ts';
import { SAMPLE_PROMISES } from '../sample-promises.ts';
import { SAMPLE_RUN } from '../sample-run.ts';
import { renderJunit } from './junit.ts';

interface Parsed {
  readonly testsuites: Counts & { readonly testsuite: readonly Suite[] };
}
interface Counts {
  readonly tests: string;
  readonly failures: string;
  readonly errors: string;
  readonly skipped: string;
}
interface Suite extends Counts {
  readonly name: string;
  readonly timestamp: string;
  readonly testcase: readonly Record<string, unknown>[];
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  isArray: (name) => name === 'testcase' || name === 'testsuite',
});

describe('junit', () => {
  it('is well-formed and counts what it holds, whatever a run came to', () => {
    fc.assert(
      fc.property(anyRun(), (report) => {
        const { testsuites } = parse(renderJunit(report));
        for (const suite of testsuites.testsuite) {
          expect(suite.timestamp).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
          expect(countsOf(suite)).to.deep.equal(counted(suite.testcase));
        }
        expect(countsOf(testsuites)).to.deep.equal(
          counted(testsuites.testsuite.flatMap(({ testcase }) => testcase)),
        );
        expect(testsuites.testsuite.map(({ name }) => name)).to.deep.equal([
          'the run',
          ...report.scenarios.map(({ id }) => id),
        ]);
      }),
      { numRuns: 60 },
    );
  });

  it('is red when the exit code is, and only then', () => {
    const seen = new Set<number>();
    fc.assert(
      fc.property(anyRun(), (report) => {
        const { testsuites } = parse(renderJunit(report));
        const red = Number(testsuites.failures) + Number(testsuites.errors) > 0;
        seen.add(report.verdict.exitCode);
        expect(red).to.equal(report.verdict.exitCode !== 0);
      }),
      { numRuns: 400, seed: 7 },
    );
    expect([...seen].sort()).to.deep.equal([0, 1, 2, 3, 4]);
  });
});

function parse(xml: string): Parsed {
  expect(XMLValidator.validate(xml)).to.equal(true);
  return parser.parse(xml) as Parsed;
}

function countsOf({ tests, failures, errors, skipped }: Counts) {
  return [tests, failures, errors, skipped].map(Number);
}

function counted(cases: readonly Record<string, unknown>[]) {
  const having = (end: string) => cases.filter((one) => end in one).length;
  return [cases.length, having('failure'), having('error'), having('skipped')];
}

/** Runs of a few stories and promises with any outcome, and with any text in any place. */
function anyRun(): fc.Arbitrary<Report> {
  const promises = SAMPLE_PROMISES.slice(0, 6);
  const ids = promises.map(({ id }) => id);
  const text = fc.string({ unit: 'binary', maxLength: 12 });
  const finding = fc.array(fc.record({ says: text, evidence: fc.constant([]) }), { maxLength: 2 });
  // Most promises hold in most runs; an even draw would never show an exit code of 0.
  const outcome = fc.oneof(
    { weight: 20, arbitrary: fc.constant('held' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...OUTCOMES) },
  );
  const verdicts = fc.tuple(
    ...ids.map((promise) =>
      fc.record({ outcome, says: finding, reason: text }).map(
        ({ outcome, says, reason }): Verdict => ({
          ...{ promise, outcome, reason, trials: outcome === 'held' ? 1 : 0, excused: [] },
          violations: outcome === 'violated' ? says : [],
          doubts: outcome === 'unknown' ? says : [],
        }),
      ),
    ),
  );
  const state = fc.oneof(
    { weight: 12, arbitrary: fc.constant('done' as const) },
    { weight: 1, arbitrary: fc.constantFrom('error', 'aborted', 'not-run') },
  );
  const scenario = fc.record({ state, verdicts, tries: fc.subarray(ids), error: text });
  const stuck = fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true));
  return fc
    .record({ scenarios: fc.array(scenario, { maxLength: 3 }), stuck, strict: fc.boolean() })
    .map(({ scenarios, stuck, strict }) => {
      const results = scenarios.map((one, index) => resultOf(one, `theme/story-${index}`));
      const run = {
        ...SAMPLE_RUN,
        options: { strict },
        plan: results.map(({ planned }) => planned),
        scenarios: results.map((result) => result.run),
        stuck: stuck ? [{ id: 'x', fault: 'split', scenario: null, says: 'still there' }] : [],
      };
      return assembleReport(run, results, promises);
    });
}

function resultOf(
  drawn: {
    readonly state: 'done' | 'error' | 'aborted' | 'not-run';
    readonly verdicts: readonly Verdict[];
    readonly tries: readonly string[];
    readonly error: string;
  },
  id: string,
): ScenarioResult {
  const [planned] = SAMPLE_RUN.plan;
  if (!planned) return expect.fail('the sample run has no plan');
  const { state, verdicts, tries } = drawn;
  const error = state === 'done' ? null : drawn.error;
  const judged = { entries: 0, cut: null, verdicts, lines: new Map() };
  return {
    planned: { ...planned, id, title: drawn.error, tries },
    run: { id, folder: `story`, startedAt: 0, endedAt: 1500, state, error },
    judged: state === 'not-run' ? null : judged,
  };
}
