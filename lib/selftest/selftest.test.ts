import { expect } from 'chai';
import { promises } from '../promises/index.ts';
import { mutants } from './mutants.ts';
import { judged } from './selftest.ts';

const breaks: readonly [string, ...string[]] = ['SS-ORD-001', 'SS-ORD-002'];

describe('the selftest', () => {
  it('calls a mutant killed when a promise that it breaks was found violated', () => {
    const found = judged({ breaks }, ['SS-ORD-002', 'SS-STA-003'], ['SS-ORD-001', 'SS-ORD-002']);
    expect(found.end).to.equal('killed');
    expect(found.by).to.deep.equal(['SS-ORD-002']);
    expect(found.bystanders).to.deep.equal(['SS-STA-003']);
  });

  it('does not take a bystander for a proof', () => {
    const found = judged({ breaks }, ['SS-STA-003'], ['SS-ORD-001']);
    expect(found.end).to.equal('survived');
    expect(found.says).to.contain('SS-ORD-001 was tried and held').and.to.contain('SS-STA-003');
  });

  it('says when what a mutant breaks was never tried', () => {
    expect(judged({ breaks }, [], []).says).to.contain('not tried');
  });

  it('has mutants with names and edits of their own, which break promises that are judged', () => {
    const known = new Set(promises.map(({ id }) => id));
    expect(new Set(mutants.map(({ name }) => name)).size).to.equal(mutants.length);
    for (const { name, find, become, breaks: ids } of mutants) {
      expect(find, name).to.not.equal(become);
      expect(
        ids.some((id) => known.has(id)),
        `${name} breaks ${ids.join(', ')}`,
      ).to.equal(true);
    }
  });
});
