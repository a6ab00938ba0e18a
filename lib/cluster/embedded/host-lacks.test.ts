import { expect } from 'chai';
import { hostLacks } from './host-lacks.ts';

describe('what a host lacks for embedded clusters', () => {
  it('is nothing where disks can be throttled, and files can be disks', () => {
    expect(hostLacks(() => true)).to.deep.equal([]);
  });

  it('is each thing on its own, and by the file that is missing', () => {
    const without = (file: RegExp) => hostLacks((one) => !file.test(one));
    expect(without(/throttle/).map(({ capability }) => capability)).to.deep.equal(['slow-disk']);
    expect(without(/loop/).map(({ capability }) => capability)).to.deep.equal(['own-disks']);
    expect(without(/loop/)[0]?.reason).to.contain('/dev/loop-control');
  });
});
