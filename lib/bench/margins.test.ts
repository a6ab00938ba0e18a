import { expect } from 'chai';
import { marginsBench, marginsText } from './margins.ts';

describe('bench margins', () => {
  it('prints a line for each verdict that is near to an alarm', () => {
    const near = { promise: 'SS-IDN-001', share: 0.8, tolerance: 'restingMs', says: 'a hole' };
    const line = /^SS-IDN-001 {2}at 0\.80 of restingMs +control-plane\.x: a hole\n$/;
    expect(marginsText('control-plane.x', [near])).to.match(line);
    expect(marginsText('x', [{ ...near, tolerance: null }])).to.contain('several together');
    expect(marginsText('x', [])).to.equal('');
  });

  it('wants a run', async () => {
    const error = await marginsBench([]).catch((refused: unknown) => refused);
    expect(`${error}`).to.contain('no run was named');
  });
});
