import { expect } from 'chai';
import { checkLinear, type Verdict } from './check.ts';
import type { Model } from './model.ts';
import { counter } from './models/counter.ts';
import { lock } from './models/lock.ts';
import { register, registerFrom } from './models/register.ts';
import { set } from './models/set.ts';
import { singleOwner } from './models/single-owner.ts';
import { type Operation, UNSURE } from './operation.ts';

/** client, kind, value, call, return: in the order in which they are told. */
type Row = readonly [Operation['client'], string, unknown, number, number];

interface Known {
  readonly title: string;
  readonly model: Model<unknown>;
  readonly rows: readonly Row[];
  /** Null when the history is linearizable; else the places of the operations concerned. */
  readonly concerned: readonly number[] | null;
}

const zero = registerFrom(0);

/**
 * Published examples where a source is named, the stale read and the lost update as every textbook
 * tells them, and what faults have done to registers, locks and owners.
 */
const KNOWN: readonly Known[] = [
  // The examples of MIT 6.824, quiz 2 of 2017, section VII, which Porcupine tests itself with.
  {
    title: 'two reads under one write, of which one is old',
    model: zero,
    concerned: null,
    rows: [
      ['A', 'write', 100, 0, 100],
      ['B', 'read', 100, 25, 75],
      ['C', 'read', 0, 30, 60],
    ],
  },
  {
    title: 'an old read after a new one, under one write',
    model: zero,
    concerned: [0, 1, 2],
    rows: [
      ['A', 'write', 200, 0, 100],
      ['B', 'read', 200, 10, 30],
      ['C', 'read', 0, 40, 90],
    ],
  },
  {
    title: 'a stale read',
    model: register,
    concerned: [0, 1, 2],
    rows: [
      ['A', 'write', 1, 0, 1],
      ['A', 'write', 2, 2, 3],
      ['B', 'read', 1, 4, 5],
    ],
  },
  {
    title: 'a read that overlaps the write may be old',
    model: register,
    concerned: null,
    rows: [
      ['A', 'write', 1, 0, 1],
      ['A', 'write', 2, 2, 6],
      ['B', 'read', 1, 4, 5],
      ['B', 'read', 2, 7, 8],
    ],
  },
  {
    title: 'new, then old again, while the write is still under way',
    model: register,
    concerned: [0, 1, 2, 3],
    rows: [
      ['A', 'write', 1, 0, 1],
      ['A', 'write', 2, 2, 20],
      ['B', 'read', 2, 4, 5],
      ['C', 'read', 1, 6, 7],
    ],
  },
  {
    title: 'a value that nobody wrote',
    model: register,
    concerned: [1],
    rows: [
      ['A', 'write', 1, 0, 1],
      ['B', 'read', 7, 2, 3],
    ],
  },
  {
    title: 'a value from before its write was sent',
    model: register,
    concerned: [0],
    rows: [
      ['B', 'read', 1, 0, 1],
      ['A', 'write', 1, 2, 3],
    ],
  },
  {
    title: 'an acknowledged write that is gone',
    model: register,
    concerned: [0, 1],
    rows: [
      ['A', 'write', 1, 0, 1],
      ['B', 'read', null, 2, 3],
    ],
  },
  {
    title: 'an unsure write that takes effect late',
    model: register,
    concerned: null,
    rows: [
      ['A', 'write', 1, 0, UNSURE],
      ['B', 'read', null, 2, 3],
      ['B', 'read', 1, 8, 9],
    ],
  },
  {
    title: 'an unsure write that comes and goes',
    model: register,
    concerned: [0, 1, 2],
    rows: [
      ['A', 'write', 1, 0, UNSURE],
      ['B', 'read', 1, 2, 3],
      ['B', 'read', null, 4, 5],
    ],
  },
  {
    title: 'two exchanges from one value',
    model: zero,
    concerned: [0, 1],
    rows: [
      ['A', 'cas', [0, 1], 0, 4],
      ['B', 'cas', [0, 2], 1, 5],
    ],
  },
  {
    title: 'a lost update',
    model: counter,
    concerned: [0, 1, 2],
    rows: [
      ['A', 'increment', 1, 0, 4],
      ['B', 'increment', 1, 1, 5],
      ['A', 'read', 1, 6, 7],
    ],
  },
  {
    title: 'a sum that may hold an unsure increment',
    model: counter,
    concerned: null,
    rows: [
      ['A', 'increment', 1, 0, 4],
      ['B', 'increment', 5, 1, UNSURE],
      ['A', 'read', 1, 6, 7],
      ['A', 'read', 6, 8, 9],
    ],
  },
  {
    title: 'an element that was removed and is there',
    model: set,
    concerned: [0, 1, 2],
    rows: [
      ['A', 'add', 'x', 0, 1],
      ['A', 'remove', 'x', 2, 3],
      ['B', 'has', ['x', true], 4, 5],
      ['B', 'has', ['y', false], 6, 7],
    ],
  },
  {
    title: 'two lists that saw two additions in different orders',
    model: set,
    concerned: [0, 1, 2, 3],
    rows: [
      ['A', 'add', 'x', 0, 9],
      ['B', 'add', 'y', 0, 9],
      ['C', 'members', ['x'], 1, 8],
      ['D', 'members', ['y'], 1, 8],
    ],
  },
  {
    title: 'two holders of one lock',
    model: lock,
    concerned: [0, 1],
    rows: [
      ['A', 'acquire', null, 0, 1],
      ['B', 'acquire', null, 2, 3],
    ],
  },
  {
    title: 'a lock whose release was never answered',
    model: lock,
    concerned: null,
    rows: [
      ['A', 'acquire', null, 0, 1],
      ['A', 'release', null, 2, UNSURE],
      ['B', 'acquire', null, 4, 5],
    ],
  },
  {
    title: 'an owner that acts after it was replaced',
    model: singleOwner,
    concerned: [2, 3],
    rows: [
      ['n1', 'claim', 'web-0/a', 0, 1],
      ['n1', 'yield', 'web-0/a', 2, 3],
      ['n2', 'claim', 'web-0/b', 4, 5],
      ['n1', 'act', 'web-0/a', 6, 7],
    ],
  },
  {
    title: 'an owner that claims again what it owns',
    model: singleOwner,
    concerned: null,
    rows: [
      ['n1', 'claim', 'a', 0, 1],
      ['n1', 'claim', 'a', 2, 3],
      ['n1', 'act', 'a', 4, 5],
      ['n2', 'owner', 'a', 4, 5],
    ],
  },
];

describe('linear: known histories', () => {
  for (const { title, model, rows, concerned } of KNOWN) {
    it(`${concerned ? 'is violated by' : 'holds for'} ${title}`, async () => {
      const operations = rows.map(([client, kind, value, call, end]) => ({
        client,
        key: 'k',
        kind,
        value,
        call,
        return: end,
      }));
      const verdict = await checkLinear(operations, { model });
      expect(verdict.outcome).to.equal(concerned ? 'violated' : 'held');
      if (concerned) expect(placesIn(verdict, operations)).to.have.members([...concerned]);
    });
  }
});

function placesIn(verdict: Verdict, operations: readonly Operation[]): readonly number[] {
  if (verdict.outcome !== 'violated') return [];
  return verdict.witness.operations.map((operation) => operations.indexOf(operation));
}
