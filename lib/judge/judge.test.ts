import { expect } from 'chai';
import { CAPABILITIES } from '../model/cluster.ts';
import type { Finding, Findings, StatefulPromise } from '../model/promise.ts';
import { draw } from '../promises/drawing.ts';
import { promises } from '../promises/index.ts';
import { judgeHistory, judgePromise, outcomeOf } from './judge.ts';
import { type NotApplicable, notApplicableRows } from './not-applicable.ts';

const finding: Finding = { says: 'so', evidence: [] };
const nothing: Findings = { trials: 0, violations: [], doubts: [], excused: [] };
const promise = (check: StatefulPromise['check']): StatefulPromise => ({
  ...{ id: 'SS-XXX-001', level: 'MUST', statement: 'It MUST', source: '', since: 'all', check },
});

describe('the judge', () => {
  const table: readonly [string, Partial<Findings>, string][] = [
    ['nothing at all', {}, 'unknown'],
    ['trials and nothing against them', { trials: 3 }, 'held'],
    ['trials and a doubt', { trials: 3, doubts: [finding] }, 'unknown'],
    ['a violation without a counted trial', { violations: [finding] }, 'violated'],
    [
      'a violation and a doubt',
      { trials: 1, violations: [finding], doubts: [finding] },
      'violated',
    ],
    ['only what is excused', { excused: [finding] }, 'unknown'],
    ['trials, and something excused beside them', { trials: 1, excused: [finding] }, 'held'],
  ];
  for (const [title, findings, outcome] of table) {
    it(`calls ${title} ${outcome}`, () => {
      expect(outcomeOf({ ...nothing, ...findings })).to.equal(outcome);
    });
  }

  it('loses one verdict to a checker that breaks, and says why', () => {
    const breaks = promise(() => {
      throw new Error('it divided by zero');
    });
    const verdict = judgePromise(breaks, []);
    expect(verdict).to.include({ promise: 'SS-XXX-001', outcome: 'error', trials: 0 });
    expect(verdict.reason).to.equal('the checker broke: it divided by zero');
  });

  it('stores evidence by its place, each once and in order', () => {
    const history = draw('pod web-0 a @n1 | f', 'pod web-1 b @n1 | f');
    const evidence = [4, 3, 4].flatMap((seq) => history.find((entry) => entry.seq === seq) ?? []);
    const points = promise(() => ({ ...nothing, violations: [{ says: 'here', evidence }] }));
    expect(judgePromise(points, history).violations).to.deep.equal([
      { says: 'here', evidence: [3, 4] },
    ]);
  });

  it('gives one verdict for each promise, in the order of their ids', () => {
    const ids = judgeHistory([]).map((verdict) => verdict.promise);
    expect(ids).to.deep.equal(promises.map(({ id }) => id).sort());
  });
});

describe('what is not applicable', () => {
  const none = 'subject provider=existing';
  const outcomes = (...rows: string[]) =>
    new Map(judgeHistory(draw(...rows)).map((verdict) => [verdict.promise, verdict]));

  it('is so on the listed provider that lacks the capability, with the reason', () => {
    const verdict = outcomes(none).get('SS-AMO-001');
    expect(verdict?.outcome).to.equal('not-applicable');
    expect(verdict?.reason).to.match(/runtimes.*lacks container-runtime-events/);
  });

  it('is judged where the capability is there after all', () => {
    const able = `${none} capabilities=container-runtime-events`;
    expect(outcomes(able).get('SS-AMO-001')?.outcome).to.equal('unknown');
  });

  it('is unknown and nothing else on a provider that is not listed', () => {
    expect(outcomes('subject provider=kind').get('SS-AMO-001')?.outcome).to.equal('unknown');
  });

  it('depends on the version where a row gives bounds', () => {
    const row: NotApplicable = {
      ...{ promise: 'SS-AMO-001', provider: 'kind', versions: '>=1.27 <1.29' },
      ...{ capability: 'node-exec', reason: 'a reason to be so' },
    };
    const outcomeAt = (version: string) =>
      judgeHistory(draw(`subject kubernetes=${version}`), { notApplicable: [row] }).find(
        (verdict) => verdict.promise === 'SS-AMO-001',
      )?.outcome;
    expect(outcomeAt('1.27.0')).to.equal('not-applicable');
    expect(outcomeAt('v1.28.15')).to.equal('not-applicable');
    expect(outcomeAt('1.29.0')).to.equal('unknown');
    expect(outcomeAt('1.9.0')).to.equal('unknown');
  });

  it('depends on the version alone where a release has not yet what is promised', () => {
    const at = (version: string) => outcomes(`subject kubernetes=${version}`).get('SS-STA-012');
    expect(at('1.35.4')?.outcome).to.equal('not-applicable');
    expect(at('1.35.4')?.reason).to.match(/from 1.36 on \(the subject is of 1.35.4\)/);
    expect(at('1.36.3')?.outcome).to.equal('unknown');
  });

  it('is listed for promises that exist, each once', () => {
    const known = new Set(promises.map(({ id }) => id));
    const keys = notApplicableRows().map(
      (row) => `${row.promise} ${row.provider} ${capabilityOf(row)}`,
    );
    expect(notApplicableRows().filter((row) => !known.has(row.promise))).to.be.empty;
    expect(new Set(keys).size).to.equal(keys.length);
    const probed = notApplicableRows().flatMap((row) => capabilityOf(row) ?? []);
    expect(CAPABILITIES).to.include.members(probed);
  });

  function capabilityOf(row: NotApplicable) {
    return row.provider === 'any' ? null : row.capability;
  }
});
