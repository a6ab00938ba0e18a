import { expect } from 'chai';
import { wholeLines } from './whole-lines.ts';

const said = (...texts: readonly string[]) => {
  const take = wholeLines(['@alive', 'looked']);
  return texts.flatMap((text) => take(text));
};

describe('a line that a word has cut in two', () => {
  it('is put together, and the word is heard', () => {
    expect(said('{"a":1}', '{"c":@alive', '2}')).to.deep.equal(['{"a":1}', '@alive', '{"c":2}']);
  });

  it('may be cut more than once, and by more than one word', () => {
    expect(said('{"c":@alive', '[1,looked', '@alive', '2]}')).to.deep.equal([
      '@alive',
      'looked',
      '@alive',
      '{"c":[1,2]}',
    ]);
  });

  it('is left alone when nothing cuts it', () => {
    expect(said('@alive', '{"c":2}', 'looked')).to.deep.equal(['@alive', '{"c":2}', 'looked']);
  });
});
