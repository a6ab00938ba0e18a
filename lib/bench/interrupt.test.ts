import { expect } from 'chai';
import type { Interrupted } from '../runner/interrupted-runner.ts';
import { interruptedText } from './interrupt.ts';

const WELL: Interrupted = {
  ...{ fault: 'cordon', way: null, undoneMs: 640, limit: 'interruptedMs', broken: [] },
};

describe('bench interrupt', () => {
  it('prints a line a loan: how long its harm went on, and for how long it may', () => {
    expect(interruptedText(WELL)).to.match(/^cordon +undone after 0\.6 s, of 10 s/);
    const slow = { ...WELL, fault: 'toxic-link', way: 'reset', undoneMs: null };
    expect(interruptedText(slow)).to.match(/^toxic-link by reset +not undone/);
  });

  it('says below it what is not as it should be', () => {
    const text = interruptedText({ ...WELL, broken: ['it still owed a debt'] });
    expect(text.split('\n').filter(Boolean)).to.have.length(2);
    expect(text).to.contain('BROKEN it still owed a debt');
  });
});
