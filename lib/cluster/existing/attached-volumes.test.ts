import { expect } from 'chai';
import { whyNotAttached } from './attached-volumes.ts';

const CLASS = { provisioner: 'disks.example' };
const driver = (name: string, attachRequired?: boolean) => ({
  metadata: { name },
  spec: attachRequired === undefined ? {} : { attachRequired },
});

describe('volumes that are attached', () => {
  it('are those of a driver that does not say otherwise', () => {
    expect(whyNotAttached(CLASS, [driver('disks.example')])).to.equal(null);
    expect(whyNotAttached(CLASS, [driver('disks.example', true)])).to.equal(null);
  });

  it('are not those of a driver that says so', () => {
    expect(whyNotAttached(CLASS, [driver('disks.example', false)])).to.match(/attaches no volumes/);
  });

  it('are not those of whoever is no driver', () => {
    expect(whyNotAttached(CLASS, [driver('others.example')])).to.match(/is no driver/);
    expect(whyNotAttached(null, [])).to.match(/no storage class/);
  });
});
