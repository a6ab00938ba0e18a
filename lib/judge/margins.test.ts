import { expect } from 'chai';
import { draw } from '../promises/drawing.ts';
import { ordinalsWithoutHoles } from '../promises/identity/ordinals-without-holes.ts';
import { SLACK } from '../promises/slack.ts';
import { marginsOf } from './margins.ts';

/** A hole in a set that calls itself complete, for as many seconds. */
const holeFor = (seconds: number) =>
  draw(
    'set web s1 replicas=2 | f',
    'pod web-0 a @n1 | +.R',
    'pod web-2 b @n2 | ..+.R',
    `end | ....${'.'.repeat(seconds)}!`,
  );
const margins = (seconds: number) =>
  marginsOf(holeFor(seconds), [0.5, 0.8], [ordinalsWithoutHoles]);

describe('the margins of verdicts', () => {
  it('name the tolerance that a verdict hangs on, and how nearly', () => {
    const [margin, ...others] = margins(27);
    expect(others).to.deep.equal([]);
    expect(margin).to.include({ promise: 'SS-IDN-001', share: 0.8, tolerance: 'restingMs' });
    expect(margin?.says).to.match(/without web-1/);
    expect(margins(20)).to.have.nested.property('[0].share', 0.5);
  });

  it('are none where there is room, or where the alarm is there already', () => {
    expect(margins(10)).to.deep.equal([]);
    expect(margins(40)).to.deep.equal([]);
  });

  it('leave the tolerances as they were', () => {
    const before = { ...SLACK };
    margins(27);
    expect(SLACK).to.deep.equal(before);
  });
});
