import { expect } from 'chai';
import { promises } from '../promises/index.ts';
import { UPSTREAM } from './upstream.ts';

describe('the bench against upstream', () => {
  it('names promises that are judged, each once', () => {
    const judged = new Set(promises.map(({ id }) => id));
    expect(UPSTREAM.filter((id) => !judged.has(id))).to.deep.equal([]);
    expect(new Set(UPSTREAM).size).to.equal(UPSTREAM.length);
  });
});
