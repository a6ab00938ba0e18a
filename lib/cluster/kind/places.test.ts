import { expect } from 'chai';
import { UsageError } from '../../support/errors.ts';
import { nameOf, placesOf } from './places.ts';

describe('the places of a cluster', () => {
  it('lead from its name to kind’s and back', () => {
    const { kindName, context } = placesOf('nightly-2');
    expect(kindName).to.equal('steadfast-nightly-2');
    expect(context).to.equal('kind-steadfast-nightly-2');
    expect(nameOf(kindName)).to.equal('nightly-2');
  });

  it('never claim a cluster that somebody else made', () => {
    expect(nameOf('kind')).to.equal(null);
    expect(nameOf('my-steadfast-x')).to.equal(null);
  });

  for (const bad of ['', 'Upper', '../etc', 'a b', '-a', 'a-', 'x'.repeat(33)]) {
    it(`refuse "${bad}" as a name`, () => {
      expect(() => placesOf(bad)).to.throw(UsageError, 'cannot name a cluster');
    });
  }
});
