import { expect } from 'chai';
import { draw } from '../lib/promises/drawing.ts';
import { systemsOf } from './systems.ts';

type Results = Parameters<typeof systemsOf>[0];

describe('systems side by side', () => {
  it('says how soon a write was done after each fault, and how long clients waited at most', () => {
    const slow = story(
      'subject system=slow',
      'fault kill-container | ..!',
      'fault split-node-network | ..........i.<',
      'write c1 k one | .!..!.!.......!...!!',
    );
    const quick = story('subject system=quick', 'fault delete-pod | ..!', 'write c1 k one | .!.!');
    expect(systemsOf([slow, quick])).to.deep.equal([
      {
        ...{ system: 'quick', faults: 1 },
        first: { half: 1015, nineOfTen: 1015, all: 1015 },
        wait: { half: 2000, nineOfTen: 2000, all: 2000 },
      },
      {
        ...{ system: 'slow', faults: 2 },
        first: { half: 2015, nineOfTen: 2025, all: 2025 },
        wait: { half: 8000, nineOfTen: 8000, all: 8000 },
      },
    ]);
  });

  it('takes what was never seen for longer than all else, and leaves out who was not asked', () => {
    const lost = story('subject system=lost', 'fault delete-pod | ..!', 'write c1 k one | .!.(..?');
    const never = { half: null, nineOfTen: null, all: null };
    expect(systemsOf([lost])).to.deep.equal([
      { system: 'lost', faults: 1, first: never, wait: never },
    ]);
    const idle = story('subject system=idle', 'fault delete-pod | ....!', 'write c1 k one | .!');
    expect(systemsOf([idle, story('fault delete-pod | ....!')])).to.deep.equal([]);
  });
});

function story(...rows: readonly string[]): Results[number] {
  const lines = new Map(draw(...rows).map((entry) => [entry.seq, entry]));
  // Only the plan's id and the lines are looked at.
  return { planned: { id: 'drawn' }, judged: { lines } } as unknown as Results[number];
}
