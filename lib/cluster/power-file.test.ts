import { expect } from 'chai';
import { afterLease, ON, parsePower, powerText } from './power-file.ts';

describe('power of a node', () => {
  it('reads what it writes', () => {
    for (const text of ['on', 'off', 'off node-off-1 30 812.5', 'on node-off-1 31']) {
      expect(powerText(parsePower(text))).to.equal(text);
    }
  });

  it('takes what it cannot read for off', () => {
    expect(parsePower('').power).to.equal('off');
  });

  it('switches a node on when its lease has run out, and not before', () => {
    const off = parsePower('off one 30 100');
    expect(afterLease(off, 129.9)).to.equal(off);
    expect(afterLease(off, 130)).to.deep.equal({ ...ON, fired: { id: 'one', after: 30 } });
  });

  it('leaves a node off that was switched off for good', () => {
    expect(afterLease(parsePower('off'), 1e9).power).to.equal('off');
  });
});
