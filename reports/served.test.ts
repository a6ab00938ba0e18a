import { expect } from 'chai';
import { draw } from '../lib/promises/drawing.ts';
import { servedOf } from './served.ts';

type Result = Parameters<typeof servedOf>[0];

describe('how long clients waited', () => {
  it('is the longest time without an acknowledged write, from one fault to the next', () => {
    const found = waits(
      'fault kill-container | ..!',
      'fault split-node-network | ..........i.<',
      'write c1 k one | .!..!!.......!...!!',
    );
    expect(found).to.deep.equal([
      ['kill-container', 8000],
      ['split-node-network', 8000],
    ]);
  });

  it('is not known where nobody was told again, and is left out where nobody asked', () => {
    const asked = waits('fault delete-pod | ..!', 'write c1 k one | .!.(.....?');
    expect(asked).to.deep.equal([['delete-pod', null]]);
    expect(waits('fault delete-pod | ....!', 'write c1 k one | .!!')).to.deep.equal([]);
  });
});

function waits(...rows: readonly string[]) {
  const lines = new Map(draw(...rows).map((entry) => [entry.seq, entry]));
  // Only the plan's id and the lines are looked at.
  const result = { planned: { id: 'drawn' }, judged: { lines } } as unknown as Result;
  return servedOf(result).map(({ after, from, to }) => [after, to === null ? null : to - from]);
}
