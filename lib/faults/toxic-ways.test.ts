import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Seen } from './toxic-probe.ts';
import { isWell, WAYS, wayNamed } from './toxic-ways.ts';

const WELL: Seen = { answer: 'whole', ms: 40 };

/** What a client saw over lines that were toxic, each in its way. */
const SEEN: Readonly<Record<string, Seen>> = {
  latency: { answer: 'whole', ms: 3031 },
  bandwidth: { answer: 'whole', ms: 2410 },
  reset: { answer: 'cut', ms: 12 },
  'slow-close': { answer: 'whole', ms: 3025 },
  timeout: { answer: 'silent', ms: 8006 },
};

describe('ways in which a line is toxic', () => {
  for (const [name, way] of Object.entries(WAYS)) {
    it(`${name} shows over its line, and not over one that is well`, () => {
      expect(way.shows(SEEN[name] ?? WELL, WELL)).to.equal(true);
      expect(way.shows(WELL, WELL)).to.equal(false);
    });
  }

  it('a narrow line is told from a host that is slow on both ways', () => {
    const slow: Seen = { answer: 'whole', ms: 2300 };
    expect(wayNamed('bandwidth').shows({ answer: 'whole', ms: 2410 }, slow)).to.equal(false);
  });

  it('a line is well when it answers, and soon', () => {
    expect([WELL, ...Object.values(SEEN)].map(isWell)).to.deep.equal(
      // Some kilobytes over a narrow line come in time, which only a look beside it tells.
      [true, false, true, false, false, false],
    );
  });

  it('a way that nobody knows is refused', () => {
    expect(() => wayNamed('gossip')).to.throw('nothing is toxic by gossip');
  });
});
