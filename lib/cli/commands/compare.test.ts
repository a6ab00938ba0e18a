import { expect } from 'chai';
import type { Outcome } from '../../model/promise.ts';
import { changesBetween } from './compare.ts';

const report = (outcomes: Readonly<Record<string, Outcome>>) => ({
  run: { id: 'r' },
  subject: { provider: 'kind', kubernetes: '1.36.3' },
  promises: Object.entries(outcomes).map(([id, outcome]) => ({
    ...{ id, outcome, reason: outcome === 'not-applicable' ? 'it has none' : null },
    ...{ trials: outcome === 'held' ? 1 : 0, owed: outcome === 'violated' },
  })),
});

describe('a comparison of two runs', () => {
  it('finds nothing where both say the same', () => {
    const same = report({ 'SS-A': 'held', 'SS-B': 'unknown' });
    expect(changesBetween(same, same)).to.deep.equal([]);
  });

  it('names what has another outcome, and what one side never judged', () => {
    const before = report({ 'SS-A': 'held', 'SS-B': 'held' });
    const after = report({ 'SS-A': 'violated', 'SS-B': 'held', 'SS-C': 'held' });
    expect(changesBetween(before, after)).to.deep.equal([
      { promise: 'SS-A', before: 'held', after: 'violated', reason: null },
      { promise: 'SS-C', before: 'not judged', after: 'held', reason: null },
    ]);
  });

  it('tells the reason where one side cannot show a promise', () => {
    const [change] = changesBetween(
      report({ 'SS-A': 'held' }),
      report({ 'SS-A': 'not-applicable' }),
    );
    expect(change?.reason).to.equal('it has none');
  });

  it('does not call it a difference that one side never tried', () => {
    const [change] = changesBetween(report({ 'SS-A': 'held' }), report({ 'SS-A': 'unknown' }));
    expect(change?.reason).to.equal('not put to the test there');
  });
});
