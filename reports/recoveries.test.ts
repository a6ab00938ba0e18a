import { expect } from 'chai';
import { draw } from '../lib/promises/drawing.ts';
import { recoveriesOf } from './recoveries.ts';

/** A story whose set is looked at after its first fault, and not after its second. */
const recoveries = (state: 'done' | 'error') => {
  const history = draw(
    'fault delete-pod | .!',
    'converged web replicas=2 | ....!',
    'fault cordon | .....i<.u>',
  );
  const lines = new Map(history.map((entry) => [entry.seq, entry]));
  const planned = { id: 'update/a' };
  const result = { planned, run: { state }, judged: { lines } };
  return recoveriesOf(result as unknown as Parameters<typeof recoveriesOf>[0]);
};

describe('recoveries', () => {
  it('are not told of a story that ended without looking again', () => {
    expect(recoveries('done').map(({ after }) => after)).to.deep.equal(['delete-pod']);
  });

  it('are told as not seen where a story broke before it could look', () => {
    const [first, second] = recoveries('error');
    expect(first?.to).to.be.a('number');
    expect(second).to.include({ after: 'cordon undone', to: null });
  });
});
