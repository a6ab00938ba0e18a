import { expect } from 'chai';
import type { NewEntry } from '../model/entry.ts';
import type { Absence } from './keep-following.ts';
import { RuntimeBook } from './runtime-book.ts';

const labels = (id: string, created: number) =>
  ({
    says: 'labels',
    id,
    labels: { name: 'main', pod: id, podUid: `uid-${id}`, created },
  }) as const;
const start = (id: string, at: number) => ({ says: 'start', id, at }) as const;
const exit = (id: string, at: number) => ({ says: 'exit', id, at, exitCode: 143 }) as const;
const listing = (at: number, running: Record<string, boolean>) =>
  ({ says: 'listing', at, running: new Map(Object.entries(running)) }) as const;
const absence = (from: number, to: number, unreachableAt: number | null): Absence => {
  return { from, to, unreachableAt, open: false, says: 'it ended' };
};

/** The node's wall clock is a million ahead of the runner's. */
const WALL = 1_000_000;

function scene() {
  const entries: string[] = [];
  let now = 0;
  const book = new RuntimeBook({
    node: 'worker',
    clock: () => 'wall',
    now: () => now,
    record: (entry: NewEntry) => {
      if (entry.kind === 'runtime') {
        entries.push(`${entry.op} ${entry.pod} ${entry.clock} ${entry.at}`);
      } else if (entry.kind === 'gap') entries.push(`gap ${entry.from} ${entry.to}`);
    },
  });
  const at = (time: number) => {
    now = time;
    return book;
  };
  const running = () => {
    at(100).take(labels('a', WALL + 90));
    at(120).take(start('a', WALL + 110));
    entries.length = 0;
  };
  return { entries, at, running };
}

describe('the book of a node’s containers', () => {
  it('tells a start and an exit at their own times', () => {
    const { entries, at } = scene();
    at(100).take(labels('a', WALL + 90));
    at(130).take(start('a', WALL + 110));
    at(200).take(exit('a', WALL + 190));
    expect(entries).to.deep.equal([`started a wall ${WALL + 110}`, `stopped a wall ${WALL + 190}`]);
  });

  it('finds what ran before it was there, and not what is about to say so itself', () => {
    const { entries, at } = scene();
    at(100).take(labels('old', WALL - 60_000));
    at(100).take(labels('young', WALL + 99));
    at(101).take(listing(WALL + 101, { old: true, young: true }));
    at(110).take(start('young', WALL + 100));
    expect(entries).to.deep.equal([
      `found old wall ${WALL + 101}`,
      `started young wall ${WALL + 100}`,
    ]);
  });

  it('owns up to an end that no event told', () => {
    const { entries, at, running } = scene();
    running();
    at(200).take(listing(WALL + 200, { a: true }));
    at(300).take(listing(WALL + 300, { a: false }));
    expect(entries).to.deep.equal([]);
    at(400).take(listing(WALL + 400, { a: false }));
    expect(entries).to.deep.equal(['gap 200 400', 'stopped a runner 200']);
  });

  it('has missed nothing when all that ran still runs', () => {
    const { entries, at, running } = scene();
    running();
    at(500).lose({ absence: absence(200, 500, null), rebootedAt: null });
    at(510).take(listing(WALL + 510, { a: true }));
    at(600).finish();
    expect(entries).to.deep.equal([]);
  });

  it('has a gap where something ended, and calls it ended from its beginning', () => {
    const { entries, at, running } = scene();
    running();
    at(500).lose({ absence: absence(200, 500, null), rebootedAt: null });
    at(510).take(listing(WALL + 510, { a: false }));
    expect(entries).to.deep.equal(['stopped a runner 200', 'gap 200 500']);
  });

  it('has a gap where something new runs', () => {
    const { entries, at, running } = scene();
    running();
    at(500).lose({ absence: absence(200, 500, null), rebootedAt: null });
    at(505).take(labels('b', WALL + 400));
    at(510).take(listing(WALL + 510, { a: true, b: true }));
    expect(entries).to.deep.equal([`found b wall ${WALL + 510}`, 'gap 200 500']);
  });

  it('knows that a reboot ended everything when the node first failed', () => {
    const { entries, at, running } = scene();
    running();
    at(500).lose({ absence: absence(200, 500, 230), rebootedAt: 450 });
    at(510).take(listing(WALL + 510, { a: false }));
    expect(entries).to.deep.equal(['stopped a runner 230']);
  });

  it('has a gap after a reboot when the runtime has forgotten something', () => {
    const { entries, at, running } = scene();
    running();
    at(500).lose({ absence: absence(200, 500, 230), rebootedAt: 450 });
    at(510).take(listing(WALL + 510, {}));
    expect(entries).to.deep.equal(['stopped a runner 230', 'gap 450 500']);
  });

  it('finds what a node took with it that had been created unseen', () => {
    const { entries, at, running } = scene();
    running();
    at(500).lose({ absence: absence(200, 500, 230), rebootedAt: 450 });
    at(505).take(labels('b', WALL + 210));
    at(510).take(listing(WALL + 510, { a: false, b: false }));
    expect(entries).to.deep.equal([
      `started b wall ${WALL + 210}`,
      'stopped b runner 230',
      'stopped a runner 230',
      'gap 450 500',
    ]);
  });

  it('has a gap to the end when the node never came back', () => {
    const { entries, at, running } = scene();
    running();
    at(900).lose({ absence: { ...absence(200, 900, 230), open: true }, rebootedAt: null });
    at(900).finish();
    expect(entries).to.deep.equal(['gap 200 900']);
  });
});
