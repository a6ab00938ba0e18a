import { expect } from 'chai';
import { digestOf } from './digest-of.ts';

describe('a digest', () => {
  it('is the same whatever order the keys come in', () => {
    expect(digestOf({ a: 1, b: { c: [1, 2], d: null } })).to.equal(
      digestOf({ b: { d: null, c: [1, 2] }, a: 1 }),
    );
  });

  it('tells apart what differs, and shows none of it', () => {
    const values = [{}, { a: 1 }, { a: '1' }, { a: [1] }, { a: null }, [], null, 'canary'];
    expect(new Set(values.map(digestOf)).size).to.equal(values.length);
    for (const value of values) expect(digestOf(value)).to.match(/^[0-9a-f]{16}$/);
  });
});
