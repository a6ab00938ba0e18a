import { expect } from 'chai';
import { lacksOf } from './lacks.ts';

const gates = { MaxUnavailableStatefulSet: false };

function reasonOf(kubernetes: string, hasNext: boolean): string | undefined {
  const lacks = lacksOf({ kubernetes, gates, hasNext });
  return lacks.find(({ capability }) => capability === 'upgrade')?.reason;
}

describe('what a cluster of kind lacks', () => {
  it('is no upgrade where images of the next release are built', () => {
    expect(reasonOf('1.35.4', true)).to.equal(undefined);
  });

  it('is an upgrade, for a reason that says what would help, if anything', () => {
    expect(reasonOf('1.36.3', false)).to.equal(
      'no release after Kubernetes 1.36.3 is known to the suite',
    );
    expect(reasonOf('1.35.4', false)).to.match(
      /images .* not built: steadfast airgap build --kubernetes 1\.36\.3$/,
    );
  });

  it('is a gate that the release does not know, and what no node of it can do', () => {
    const lacks = lacksOf({ kubernetes: '1.23.0', gates: {}, hasNext: true });
    expect(lacks.map(({ capability }) => capability)).to.have.members([
      ...['node-registration', 'slow-disk', 'second-api-server', 'gate-flip'],
    ]);
  });
});
