import { expect } from 'chai';
import fc from 'fast-check';
import { clocksOf } from './clocks.ts';
import type { Entry, History } from './entry.ts';

const measured = (name: string, offsetMs: number, errorMs: number): Entry => ({
  ...{ seq: 0, at: 0, clock: 'runner', by: 'runner', kind: 'step', step: 'clock' },
  ...{ name, says: 'measured', facts: { offsetMs, errorMs } },
});

const history: History = [
  measured('uptime:k1', 1000, 5),
  measured('wall:k1', -50_000, 20),
  // The wall clock has drifted by the end of the run.
  measured('wall:k1', -50_100, 20),
];

describe('clocks', () => {
  const { moment, order, between } = clocksOf(history);
  const runner = (at: number) => ({ clock: 'runner', at });
  const uptime = (at: number) => ({ clock: 'uptime:k1', at });
  const wall = (at: number) => ({ clock: 'wall:k1', at });

  it('compares instants of one clock exactly', () => {
    expect(order(wall(1), wall(2))).to.equal('before');
    expect(order(wall(2), wall(1))).to.equal('after');
    expect(order(wall(2), wall(2))).to.equal('unsure');
    expect(between(uptime(10), uptime(35))).to.equal(25);
  });

  it('compares instants of one clock even when nobody measured it', () => {
    expect(order({ clock: 'wall:x', at: 1 }, { clock: 'wall:x', at: 2 })).to.equal('before');
  });

  it('widens what it carries over by the error of the measurement', () => {
    expect(moment(uptime(0))).to.deep.equal({ earliest: 995, latest: 1005 });
    expect(order(uptime(0), runner(1006))).to.equal('before');
    expect(order(uptime(0), runner(1004))).to.equal('unsure');
    expect(order(uptime(0), runner(994))).to.equal('after');
  });

  it('widens it by the drift between two measurements, too', () => {
    expect(moment(wall(60_000))).to.deep.equal({ earliest: 9880, latest: 10_020 });
  });

  it('is unsure about a clock that nobody measured', () => {
    expect(moment({ clock: 'uptime:k2', at: 5 })).to.equal(null);
    expect(order({ clock: 'uptime:k2', at: 5 }, runner(9999))).to.equal('unsure');
    expect(between({ clock: 'uptime:k2', at: 5 }, runner(9999))).to.equal(null);
  });

  it('never takes back what it said when the two are named the other way round', () => {
    const instant = fc.record({
      clock: fc.constantFrom('runner', 'uptime:k1', 'wall:k1', 'uptime:k2'),
      at: fc.integer({ min: -100_000, max: 100_000 }),
    });
    const turned = { before: 'after', after: 'before', unsure: 'unsure' } as const;
    fc.assert(
      fc.property(instant, instant, (one, other) => {
        expect(order(other, one)).to.equal(turned[order(one, other)]);
      }),
    );
  });
});
