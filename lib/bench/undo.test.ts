import { expect } from 'chai';
import { loans } from '../faults/index.ts';
import type { Loan, Params } from '../model/fault.ts';
import type { Aftermath } from '../runner/killed-runner.ts';
import { deaths } from './undo.ts';
import { figuresText } from './undo-text.ts';

const pool = loans as unknown as readonly Loan<Params>[];

describe('bench undo', () => {
  it('draws the same deaths from the same seed, and others from another', () => {
    const drawn = (seed: string) => {
      const draw = deaths(seed, pool);
      return Array.from({ length: 40 }, () => {
        const { loan, afterMs, by } = draw();
        return `${loan.name} ${afterMs} ${by}`;
      });
    };
    expect(drawn('one')).to.deep.equal(drawn('one'));
    expect(drawn('one')).to.not.deep.equal(drawn('two'));
  });

  it('draws every loan once before any comes again', () => {
    const draw = deaths('all', pool);
    const names = pool.map(() => draw().loan.name);
    expect(new Set(names).size).to.equal(pool.length);
  });

  it('counts what was left, and does not count its time as an undo', () => {
    const well: Aftermath = {
      ...{ fault: 'cordon', by: 'timer', reached: 'in-force', undoneMs: 18_200, left: [] },
    };
    const text = figuresText([
      well,
      { ...well, undoneMs: 20_000 },
      { ...well, by: 'heal', undoneMs: null, left: ['a table'] },
    ]);
    expect(text).to.contain(
      'timer     2 undone after 18.2 s to 20.0 s, half of them within 18.2 s',
    );
    expect(text).to.contain('heal      none');
    expect(text).to.contain('left      1 left something behind');
  });
});
