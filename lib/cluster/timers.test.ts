import { expect } from 'chai';
import { inSeconds, timersName } from './timers.ts';

const short = {
  nodeMonitorGraceSeconds: 12,
  nodeMonitorPeriodSeconds: 2,
  nodeLeaseSeconds: 8,
  nodeStatusUpdateSeconds: 2,
  tolerationSeconds: 5,
};
const stock = {
  nodeMonitorGraceSeconds: 50,
  nodeMonitorPeriodSeconds: 5,
  nodeLeaseSeconds: 40,
  nodeStatusUpdateSeconds: 10,
  tolerationSeconds: 300,
};

describe('the name of a set of timers', () => {
  it('is short or stock when each one of them is', () => {
    expect(timersName(short)).to.equal('short');
    expect(timersName(stock)).to.equal('stock');
  });

  it('is neither when a single one differs, or is not known', () => {
    expect(timersName({ ...short, nodeLeaseSeconds: 40 })).to.equal('as found');
    expect(timersName({ ...stock, tolerationSeconds: 5 })).to.equal('as found');
    expect(timersName({})).to.equal('as found');
  });
});

describe('a duration as a component writes it', () => {
  for (const [written, seconds] of [
    ['12s', 12],
    ['1m0s', 60],
    ['1h2m3s', 3723],
    ['500ms', 0.5],
    ['1m30.5s', 90.5],
  ] as const) {
    it(`${written} is ${seconds} s`, () => expect(inSeconds(written)).to.equal(seconds));
  }

  it('may also be nanoseconds', () => {
    expect(inSeconds({ Duration: 12_000_000_000 })).to.equal(12);
  });
});
