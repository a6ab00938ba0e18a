import { expect } from 'chai';
import fc from 'fast-check';
import { checkLinear } from './check.ts';
import { firstWrongReturn, isLinearizable } from './drawing-oracle.ts';
import type { Model } from './model.ts';
import { counter } from './models/counter.ts';
import { lock } from './models/lock.ts';
import { register } from './models/register.ts';
import { set } from './models/set.ts';
import { singleOwner } from './models/single-owner.ts';
import { type Operation, UNSURE } from './operation.ts';

type Asked = Pick<Operation, 'kind' | 'value'>;

const few = fc.integer({ min: 1, max: 3 });
const asked = (kind: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<Asked> =>
  fc.record({ kind: fc.constant(kind), value });
const reads = asked('read', fc.option(few));
const writes = asked('write', few);

interface Case {
  readonly title: string;
  readonly model: Model<unknown>;
  readonly asked: fc.Arbitrary<Asked>;
  /** How many histories are drawn, and how many operations one of them may have. */
  readonly runs: number;
  readonly longest: number;
}

const elements = [
  asked('add', few),
  asked('remove', few),
  asked('has', fc.tuple(few, fc.boolean())),
];
const members = asked('members', fc.uniqueArray(few, { maxLength: 3 }));
const cas = asked('cas', fc.tuple(fc.option(few), few));
const name = fc.constantFrom('web-0', 'web-1');
const CASES: readonly Case[] = [
  { title: 'register', model: register, asked: fc.oneof(reads, writes), runs: 1500, longest: 8 },
  {
    title: 'register with exchanges',
    model: register,
    asked: fc.oneof(reads, writes, cas),
    runs: 700,
    longest: 7,
  },
  { title: 'set', model: set, asked: fc.oneof(...elements), runs: 500, longest: 7 },
  {
    title: 'set with lists of its members',
    model: set,
    asked: fc.oneof(...elements, members),
    runs: 500,
    longest: 7,
  },
  {
    title: 'counter',
    model: counter,
    asked: fc.oneof(
      asked('increment', few),
      asked('decrement', few),
      asked('read', fc.integer({ min: -2, max: 5 })),
    ),
    runs: 700,
    longest: 7,
  },
  {
    title: 'lock',
    model: lock,
    asked: fc.oneof(asked('acquire', fc.constant(null)), asked('release', fc.constant(null))),
    runs: 700,
    longest: 7,
  },
  {
    title: 'single-owner',
    model: singleOwner,
    asked: fc.oneof(
      ...['claim', 'act', 'yield'].map((kind) => asked(kind, name)),
      asked('owner', fc.option(name)),
    ),
    runs: 700,
    longest: 7,
  },
];

describe('linear: every order tried by an oracle', function () {
  this.slow(1000);
  for (const { title, model, asked: kinds, runs, longest } of CASES) {
    it(`agrees on ${title}, and on the shortest prefix that is wrong`, async () => {
      const outcomes = new Map<string, number>();
      await fc.assert(
        fc.asyncProperty(histories(kinds, longest), async (operations) => {
          const verdict = await checkLinear(operations, { model });
          const { outcome } = verdict;
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
          expect(outcome).to.equal(isLinearizable(model, operations) ? 'held' : 'violated');
          if (verdict.outcome !== 'violated') return;
          const { witness } = verdict;
          expect(witness.last.return).to.equal(firstWrongReturn(model, operations));
          expect(witness.operations).to.include(witness.last);
          const isWhole = witness.possible.length === 0;
          if (isWhole) expect(isLinearizable(model, witness.operations)).to.equal(false);
        }),
        { numRuns: runs },
      );
      // Drawn histories that all come out alike would test nothing.
      expect(outcomes.get('held')).to.be.greaterThan(runs / 20);
      expect(outcomes.get('violated')).to.be.greaterThan(runs / 20);
    });
  }
});

/** Times lie close together, so that calls and returns overlap and meet. */
function histories(kinds: fc.Arbitrary<Asked>, longest: number): fc.Arbitrary<Operation[]> {
  const operation = fc
    .record({
      asked: kinds,
      client: fc.integer({ min: 1, max: 3 }),
      call: fc.nat(14),
      took: fc.oneof(
        { weight: 5, arbitrary: fc.nat(6) },
        { weight: 1, arbitrary: fc.constant(-1) },
      ),
    })
    .map(({ asked: { kind, value }, client, call, took }) => ({
      client,
      key: 'k',
      kind,
      value,
      call,
      return: took < 0 ? UNSURE : call + took,
    }));
  return fc.array(operation, { minLength: 1, maxLength: longest });
}
