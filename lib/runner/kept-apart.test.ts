import { expect } from 'chai';
import { keptApart } from './kept-apart.ts';

describe('kept apart', () => {
  for (const { row, apart } of [
    { row: '', apart: '' },
    { row: 'abc', apart: 'abc' },
    { row: 'aXY', apart: 'XaY' },
    { row: 'XYZ', apart: 'XYZ' },
    { row: 'XabcdYZ', apart: 'XabYcdZ' },
    { row: 'abcXY', apart: 'XabcY' },
    { row: 'abcX', apart: 'Xabc' },
  ]) {
    it(`plays ${row || 'nothing'} as ${apart || 'nothing'}`, () => {
      const found = keptApart([...row], (item) => item === item.toUpperCase());
      expect(found.join('')).to.equal(apart);
    });
  }
});
