import { expect } from 'chai';
import { CAPABILITIES, type Capability, type Cluster } from '../model/cluster.ts';
import { playableOn } from './left-out.ts';
import { selectScenarios } from './select.ts';

const NEEDY = 'update/several-at-a-time';
const NEEDY_TOO = ['update/several-in-order', 'update/those-who-count'];

/** As much of a cluster as decides on what can be played there. */
function ground(lacking: readonly Capability[], radius?: object): Cluster {
  const lacks = lacking.map((capability) => ({ capability, reason: 'its gate is off' }));
  const can = (capability: Capability) =>
    CAPABILITIES.includes(capability) && !lacking.includes(capability);
  const storage = { perNode: 'per-node', shared: 'shared' };
  return { subject: { lacks }, storage, can, ...(radius ? { radius } : {}) } as never;
}

describe('stories that a cluster cannot play', () => {
  const wanted = { suite: undefined, workload: undefined, promises: [] };

  it('are left out on a cluster of ours, and it is said why', async () => {
    const all = await selectScenarios({ ...wanted, names: ['update'] });
    const said: string[] = [];
    const left = playableOn(ground(['max-unavailable']), all, (line) => void said.push(line));
    expect(left).to.have.length(all.length - 3);
    const why = 'is left out: it lacks capability max-unavailable: its gate is off';
    expect(said).to.deep.equal([NEEDY, ...NEEDY_TOO].map((story) => `${story} ${why}`));
    expect(playableOn(ground([]), all, () => {})).to.have.length(all.length);
  });

  it('are an error when nothing else was asked for', async () => {
    const one = await selectScenarios({ ...wanted, names: [NEEDY] });
    expect(() => playableOn(ground(['max-unavailable']), one, () => {})).to.throw(
      'its gate is off',
    );
  });

  it('stay, to be refused one by one, on a cluster of somebody else', async () => {
    const all = await selectScenarios({ ...wanted, names: ['update'] });
    const radius = { namespace: 'trials', faults: [], nodes: [] };
    expect(playableOn(ground(['max-unavailable'], radius), all, () => {})).to.equal(all);
  });
});
