import { expect } from 'chai';
import { selectScenarios } from './select.ts';

const ALL = { names: [], suite: undefined, promises: [] };

describe('the stories that a command line asks for', () => {
  it('are no real systems and nothing broken on purpose, unless they are asked for', async () => {
    const suites = new Set((await selectScenarios(ALL)).map(({ scenario }) => scenario.suite));
    expect([...suites].sort()).to.deep.equal(['chaos', 'conformance']);
  });

  it('are those of one system, sound unless the other kind is asked for', async () => {
    const sound = await selectScenarios({ ...ALL, workload: 'etcd' });
    const broken = await selectScenarios({ ...ALL, suite: 'known-bad', workload: 'etcd' });
    expect(sound.map(({ id }) => id)).to.deep.equal([
      'workloads/etcd-answers-lost',
      'workloads/etcd-leader-killed',
      'workloads/etcd-on-bad-lines',
    ]);
    expect(broken.map(({ id }) => id)).to.deep.equal([
      'known-bad/etcd-scaled-to-one',
      'known-bad/etcd-without-claims',
    ]);
    expect(broken.every(({ scenario }) => scenario.workload.system?.isSound)).to.equal(false);
  });
});
