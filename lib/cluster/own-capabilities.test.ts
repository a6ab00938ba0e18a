import { expect } from 'chai';
import { byGates, flipLack } from './own-capabilities.ts';

describe('what the gates of a cluster decide on', () => {
  it('is told as a capability, or as a lack with its reason', () => {
    expect(byGates({ MaxUnavailableStatefulSet: true })).to.deep.equal({
      ...{ capabilities: ['max-unavailable'], lacks: [] },
    });
    const [off] = byGates({ MaxUnavailableStatefulSet: false }).lacks;
    expect(off?.reason).to.match(/is off$/);
    expect(byGates(null).lacks[0]?.reason).to.match(/cannot be read$/);
  });

  it('can be flipped whichever way it is, if the release knows it', () => {
    for (const on of [true, false]) {
      expect(flipLack('1.36.3', { MaxUnavailableStatefulSet: on })).to.deep.equal([]);
    }
    expect(flipLack('1.23.0', {})).to.deep.equal([
      {
        capability: 'gate-flip',
        reason: 'Kubernetes 1.23.0 says nothing of the gate MaxUnavailableStatefulSet',
      },
    ]);
  });
});
