import { expect } from 'chai';
import { AREAS, areaOf } from './areas.ts';
import { coverageOf, coverageText } from './coverage.ts';
import { promises } from './index.ts';

describe('the coverage of the catalogue', () => {
  it('counts what is judged and what is tried, by area and level', () => {
    const known = [
      { id: 'SS-IDN-001', level: 'MUST' },
      { id: 'SS-IDN-002', level: 'MUST' },
      { id: 'SS-ORD-009', level: 'INFORMATIONAL' },
    ] as const;
    const coverage = coverageOf(known, new Set(['SS-IDN-002', 'SS-ORD-009']));
    const identity = coverage.find(({ code }) => code === 'IDN');
    expect(identity?.levels.MUST).to.deep.equal({ judged: 2, tried: 1 });
    expect(coverageText(coverage)).to.match(/all +1 of 2 +0 of 0 +1 of 1\n$/);
  });

  it('knows the area of every promise', () => {
    for (const { id } of promises) expect(Object.values(AREAS), id).to.include(areaOf(id));
  });
});
