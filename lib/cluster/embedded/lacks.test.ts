import { expect } from 'chai';
import type { FeatureGates } from '../../model/cluster.ts';
import { lacksOf } from './lacks.ts';
import { planOf } from './plan.ts';

const GATES = { MaxUnavailableStatefulSet: false };
const NEXT = { kubernetes: '1.36.3', folder: '/next' };

interface Parts {
  readonly overrides?: string;
  readonly next?: typeof NEXT;
}

function lacking(kubernetes: string, parts: Parts = {}, gates: FeatureGates = GATES) {
  const plan = planOf({
    ...{ name: 'nightly', kubernetes, folder: '/f', shared: '/s', workers: 1, components: [] },
    ...{ debianRoot: '/d', kubernetesFolder: '/k', toolsFolder: '/t', imageStore: '/i' },
    ...{ overrides: null, next: null, ...parts },
  });
  return lacksOf(plan, gates);
}

describe('what an embedded cluster lacks', () => {
  it('is nothing where the next release is built, and its gates are known', () => {
    expect(lacking('1.35.4', { next: NEXT })).to.deep.equal([]);
  });

  it('is an upgrade, for a reason that says what would help, if anything', () => {
    const reason = (...args: Parameters<typeof lacking>) => lacking(...args)[0]?.reason;
    expect(reason('1.36.3')).to.equal('no release after Kubernetes 1.36.3 is known to the suite');
    expect(reason('1.35.4')).to.match(/not built: steadfast airgap build --kubernetes 1\.36\.3$/);
    expect(reason('1.35.4', { overrides: '/o' })).to.match(/programs of yours/);
  });

  it('is a gate that the release does not know', () => {
    const lacks = lacking('1.23.0', { next: NEXT }, {});
    expect(lacks.map(({ capability }) => capability)).to.deep.equal(['gate-flip']);
  });
});
