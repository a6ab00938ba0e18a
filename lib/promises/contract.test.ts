import { expect } from 'chai';
import fc from 'fast-check';
import type { Entry, History, Kind } from '../model/entry.ts';
import type { Findings, StatefulPromise } from '../model/promise.ts';
import { draw } from './drawing.ts';
import { drawnStories } from './drawn-stories.ts';
import { promiseById, promises } from './index.ts';

const stories = Object.entries(drawnStories);
const names = fc.constantFrom(...Object.keys(drawnStories));
const RANK = { violated: 0, unknown: 1, held: 2 };

describe('every promise', () => {
  it('has an id, a sentence with its level word and a source of its own', () => {
    for (const { id, level, statement, source, since } of promises) {
      expect(id).to.match(/^SS-[A-Z]{3}-\d{3}$/);
      expect(statement, id).to.match(level === 'MUST' ? /\bMUST\b/ : /\b(SHOULD|MAY)\b/);
      expect(statement, id).to.not.match(/\.$|\btest/);
      expect(source, id).to.match(/^https:\/\/kubernetes\.io\/docs\//);
      expect(since, id).to.not.equal('');
    }
    expect(new Set(promises.map(({ id }) => id)).size).to.equal(promises.length);
    expect(promiseById('SS-AMO-001')?.id).to.equal('SS-AMO-001');
    expect(promiseById('SS-XXX-000')).to.equal(null);
  });

  it('is put to the test and kept by some story', () => {
    const kept = promises.filter((promise) =>
      stories.some(([, history]) => endsAs(promise.check(history)) === 'held'),
    );
    expect(kept.map(({ id }) => id)).to.deep.equal(promises.map(({ id }) => id));
  });

  it('rests on what was seen without a gap, but for what one line is proof enough of', () => {
    const proof = promises.filter((promise) =>
      stories.some(([, history]) => {
        return endsAs(promise.check([...history, gapOver('*', history.length)])) === 'held';
      }),
    );
    const declared = promises.filter(({ provedByOneEntry }) => provedByOneEntry);
    expect(proof.map(({ id }) => id)).to.deep.equal(declared.map(({ id }) => id));
  });

  for (const promise of promises) contractOf(promise);
});

function contractOf(promise: StatefulPromise): void {
  describe(promise.id, () => {
    it('finds nothing in an empty history', () => {
      for (const history of [[], draw(), draw('subject provider=kind')]) {
        expect(promise.check(history)).to.deep.equal({
          ...{ trials: 0, violations: [], doubts: [], excused: [] },
        });
      }
    });

    it('judges twice alike and changes nothing', () => {
      for (const [, history] of stories) {
        const frozen = history.map((entry) => Object.freeze({ ...entry }));
        const first = promise.check(Object.freeze(frozen));
        expect(promise.check(frozen)).to.deep.equal(first);
        expect(frozen).to.deep.equal(history);
      }
    });

    it('is never better off for a gap over everything', () => {
      for (const [name, history] of stories) {
        const blind = promise.check([...history, gapOver('*', history.length)]);
        const seen = promise.check(history);
        expect(RANK[endsAs(blind)], name).to.be.at.most(RANK[endsAs(seen)]);
        expect(blind.trials, name).to.be.at.most(seen.trials);
      }
    });

    it('does not mind entries of kinds that it does not read', () => {
      for (const [name, history] of stories) {
        const noisy = withNoise(history);
        expect(told(promise.check(noisy)), name).to.deep.equal(told(promise.check(history)));
      }
    });

    it('says the same when all clocks are moved', () => {
      const ms = fc.integer({ min: -1_000_000, max: 1_000_000 });
      fc.assert(
        fc.property(names, ms, ms, (name, runner, others) => {
          const history = drawnStories[name] ?? [];
          const moved = withClocksMoved(history, runner, others);
          expect(told(promise.check(moved))).to.deep.equal(told(promise.check(history)));
        }),
        { numRuns: 20 },
      );
    });

    it('says the same in whatever order the witnesses are heard', () => {
      fc.assert(
        fc.property(names, fc.array(fc.nat(9), { minLength: 9 }), (name, choices) => {
          const history = drawnStories[name] ?? [];
          const shuffled = merged(history, choices);
          expect(told(promise.check(shuffled))).to.deep.equal(told(promise.check(history)));
        }),
        { numRuns: 20 },
      );
    });
  });
}

function endsAs({ trials, violations, doubts }: Findings): keyof typeof RANK {
  if (violations.length > 0) return 'violated';
  return doubts.length > 0 || trials === 0 ? 'unknown' : 'held';
}

/** Findings without the entries they point at, in an order of their own. */
function told({ trials, violations, doubts, excused }: Findings) {
  const words = [violations, doubts, excused].map((found) => found.map(({ says }) => says).sort());
  return { trials, words };
}

function gapOver(of: Kind | '*', seq: number): Entry {
  return {
    ...{ seq, at: 0, clock: 'runner', by: 'runner', kind: 'gap', of, where: '*' },
    ...{ from: -1e12, to: 1e12, afterRv: null, beforeRv: null, says: 'saw nothing at all' },
  };
}

/** A node, an Event, a disruption budget and a note between any two entries. */
function withNoise(history: History): History {
  const object = { op: 'modified', uid: 'n', name: 'noise', created: '', deleting: null } as const;
  return history.flatMap((entry) => {
    const { seq, at } = entry;
    const stamp = { seq, at: Math.min(at, 1000), clock: 'runner', rv: 100_000 + seq };
    const noise: Entry[] = [
      {
        ...{ ...stamp, ...object, by: 'watch', kind: 'node', ready: 'True' },
        ...{ unschedulable: false, taints: [] },
      },
      {
        ...{ ...stamp, ...object, by: 'watch', kind: 'event', reason: 'Noise', message: '' },
        ...{ about: { kind: 'Pod', name: 'web-0', uid: 'a' }, type: 'Normal', count: 1 },
      },
      {
        ...{ ...stamp, ...object, by: 'watch', kind: 'pdb', disruptionsAllowed: 0 },
        ...{ currentHealthy: 0, desiredHealthy: 0, expectedPods: 0, disruptedPods: {} },
        ...{ minAvailable: null, maxUnavailable: null, unhealthyPolicy: null },
        ...{ selector: { noise: 'noise' }, generation: 1, observedGeneration: 1 },
      },
      {
        ...{ seq, at: stamp.at, clock: 'runner', by: 'runner', kind: 'step', step: 'note' },
        ...{ name: 'noise', says: 'noise', facts: { claim: 1, lost: 'nothing' } },
      },
    ];
    return [...noise, entry];
  });
}

/** What the runner's clock and the nodes' clocks read at their zero must not matter. */
function withClocksMoved(history: History, runner: number, others: number): History {
  const by = (clock: string) => (clock === 'runner' ? runner : others);
  return history.map((entry) => {
    const moved = { ...entry, at: entry.at + by(entry.clock) };
    if (moved.kind === 'audit') return { ...moved, received: moved.received + others };
    if (moved.kind === 'dns') return { ...moved, asked: moved.asked + others };
    if (moved.kind === 'request' && typeof moved.facts.answered === 'number') {
      return { ...moved, facts: { ...moved.facts, answered: moved.facts.answered + runner } };
    }
    if (moved.kind !== 'step' || moved.step !== 'clock') return moved;
    const { offsetMs } = moved.facts;
    return { ...moved, facts: { ...moved.facts, offsetMs: Number(offsetMs) + runner - others } };
  });
}

/** The runner and its watch are one stream; the other witnesses each have one of their own. */
function merged(history: History, choices: readonly number[]): History {
  const streams = new Map<string, Entry[]>();
  for (const entry of history) {
    const name = ['runner', 'watch'].includes(entry.by) ? 'runner' : entry.by;
    streams.set(name, [...(streams.get(name) ?? []), entry]);
  }
  const result: Entry[] = [];
  for (let place = 0; result.length < history.length; place += 1) {
    const left = [...streams.values()].filter((stream) => stream.length > 0);
    const stream = left[(choices[place % choices.length] ?? 0) % left.length];
    const next = stream?.shift();
    if (next) result.push(next);
  }
  return result;
}
