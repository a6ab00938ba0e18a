import { expect } from 'chai';
import { planOf, planSchema } from './plan.ts';

const task = {
  ...{ name: 'nightly', kubernetes: '1.36.3', folder: '/state/nightly', shared: '/state/shared' },
  ...{ debianRoot: '/d', kubernetesFolder: '/k', toolsFolder: '/t', imageStore: '/i' },
  ...{ components: [], overrides: null, next: null },
};

describe('the plan of an embedded cluster', () => {
  it('names nodes as kind does, the control plane first', () => {
    const { nodes } = planOf({ ...task, workers: 3 });
    expect(nodes.map(({ name }) => name)).to.deep.equal([
      ...['nightly-control-plane', 'nightly-worker', 'nightly-worker2', 'nightly-worker3'],
    ]);
    expect(nodes.map(({ role }) => role === 'worker')).to.deep.equal([false, true, true, true]);
  });

  it('gives every node an address and a range of its own', () => {
    const { nodes } = planOf({ ...task, workers: 200 });
    for (const part of ['address', 'podRange', 'folder'] as const) {
      expect(new Set(nodes.map((node) => node[part])).size, part).to.equal(201);
    }
    for (const { address, podRange } of nodes) {
      expect(`${address} ${podRange}`).to.match(/^10\.200\.1\.\d+ 10\.244\.\d+\.0\/24$/);
      const numbers = `${address}.${podRange}`.split(/[./]/).slice(0, 8).map(Number);
      expect(numbers.every((number) => number <= 255)).to.equal(true);
    }
  });

  it('keeps two workers apart for harm to nodes, where there are more', () => {
    const lots = (workers: number) => planOf({ ...task, workers }).nodes.map(({ lot }) => lot);
    expect(lots(4)).to.deep.equal([null, 'calm', 'calm', 'rough', 'rough']);
    expect(lots(3)).to.deep.equal([null, 'calm', 'rough', 'rough']);
    expect(lots(1)).to.deep.equal([null, 'calm']);
  });

  it('survives the trip through its file', () => {
    const plan = planOf({ ...task, workers: 1 });
    expect(planSchema.parse(JSON.parse(JSON.stringify(plan)))).to.deep.equal(plan);
  });
});
