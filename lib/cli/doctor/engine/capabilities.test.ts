import { expect } from 'chai';
import { ALL_CAPABILITIES, fakeMachine, WITHOUT_RESOURCE } from '../fake-machine.ts';
import { missingCapabilities } from './capabilities.ts';

describe('missing capabilities', () => {
  const cases = [
    { title: 'none of all', bounds: ALL_CAPABILITIES, last: '40', missing: [] },
    { title: 'the one that is cut', bounds: WITHOUT_RESOURCE, last: '40', missing: ['RESOURCE'] },
    { title: 'none that an older kernel lacks', bounds: '3fffffffff', last: '37', missing: [] },
    {
      title: 'none of those we have no name for',
      bounds: ALL_CAPABILITIES,
      last: '44',
      missing: [],
    },
  ];
  for (const { title, bounds, last, missing } of cases) {
    it(`are ${title}`, () => {
      const machine = fakeMachine(bounds);
      machine.write('proc/sys/kernel/cap_last_cap', `${last}\n`);
      const names = missing.map((name) => `CAP_SYS_${name}`);
      expect(missingCapabilities(machine.host.procFolder, 'self')).to.deep.equal(names);
      machine.remove();
    });
  }

  it('are not known for a process that is not there', () => {
    const machine = fakeMachine();
    expect(missingCapabilities(machine.host.procFolder, '4242')).to.equal(null);
    machine.remove();
  });
});
