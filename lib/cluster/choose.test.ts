import { resolve } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { findAgain } from './choose.ts';
import { existingAddress } from './existing/provider.ts';

describe('findAgain', () => {
  it('looks for a cluster of somebody else in the kubeconfig that was named for it', async () => {
    const address = existingAddress('staging', 'kubeconfigs/staging');
    expect(address.kubeconfig).to.equal(resolve('kubeconfigs/staging'));
    expect(await findAgain(address)).to.deep.equal(address);
  });

  it('knows that a cluster of ours is gone', async () => {
    const address = { kubeconfig: '/k', context: 'steadfast-gone-for-good' };
    expect(
      await findAgain({ ...address, provider: 'embedded', cluster: 'gone-for-good' }),
    ).to.equal(null);
  });
});
