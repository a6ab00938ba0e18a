import { expect } from 'chai';
import type { Scenario } from '../model/scenario.ts';
import { findScenarios } from './find-scenarios.ts';
import { planOf, planText } from './plan.ts';

describe('plan', () => {
  it('is byte-identical for equal seeds, and says the seed first', async () => {
    const scenarios = await findScenarios();
    const text = planText('8c1f', planOf('8c1f', scenarios));
    expect(planText('8c1f', planOf('8c1f', await findScenarios()))).to.equal(text);
    expect(text.split('\n')[0]).to.equal('seed 8c1f');
  });

  it('draws every victim within its range, and different ones for different seeds', () => {
    const scenario = {
      title: '',
      hypothesis: '',
      suite: 'chaos',
      tries: [],
      exclusive: false,
      workload: { beatMs: 100 },
      faults: [{ fault: 'delete-pod', among: { from: 1, below: 4 } }],
    } as unknown as Scenario;
    const drawn = Array.from({ length: 200 }, (_, seed) => {
      const [story] = planOf(`seed ${seed}`, [{ id: 'a/b', scenario }]);
      return story?.faults[0]?.member;
    });
    expect(new Set(drawn)).to.deep.equal(new Set([1, 2, 3]));
  });

  it('does not move the draws of a story when another one is left out', async () => {
    const scenarios = await findScenarios();
    const all = planOf('x', scenarios);
    const last = scenarios.slice(-1);
    expect(planOf('x', last)).to.deep.equal(all.slice(-1));
  });
});
