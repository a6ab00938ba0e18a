import { expect } from 'chai';
import { describe, it } from 'mocha';
import { allEnded } from './all-ended.ts';

describe('works that end together', () => {
  it('answer in their order', async () => {
    const late = Promise.withResolvers<number>();
    const all = allEnded([late.promise, Promise.resolve(2)]);
    late.resolve(1);
    expect(await all).to.deep.equal([1, 2]);
  });

  it('fail only when none of them goes on any more', async () => {
    const late = Promise.withResolvers<number>();
    let over = false;
    const all = allEnded([Promise.reject(new Error('no')), late.promise]).catch((error: Error) => {
      over = true;
      return error.message;
    });
    await Promise.resolve();
    expect(over).to.equal(false);
    late.resolve(1);
    expect(await all).to.equal('no');
  });
});
