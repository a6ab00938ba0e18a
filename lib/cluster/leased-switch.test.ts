import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { leasedSwitch } from './leased-switch.ts';
import { ON, readPower, writePower } from './power-file.ts';

describe('the switch of a node', () => {
  const folder = mkdtempSync(join(tmpdir(), 'steadfast-switch-'));
  const done: string[] = [];
  const power = leasedSwitch({
    ...{ folder, name: 'n1' },
    // What is written down is written first: a timer that begins then finds its lease.
    cut: async () => void done.push(`cut, and it is ${readPower({ folder }).power}`),
    restore: async () => void done.push(`restored, and it is ${readPower({ folder }).power}`),
    look: async () => ({ processes: 7, up: readPower({ folder }).power === 'on' }),
  });
  const mine = { id: 'mine', seconds: 30 };

  beforeEach(() => {
    writePower({ folder }, ON);
    done.length = 0;
  });
  after(() => rm(folder, { recursive: true }));

  it('writes its word before anything is done', async () => {
    await power.off(mine);
    expect((await power.state()).lease).to.equal('mine, 30 s');
    await power.on();
    expect(done).to.deep.equal(['cut, and it is off', 'restored, and it is on']);
    expect(await power.state()).to.deep.equal({ processes: 7, up: true, lease: null, fired: null });
  });

  it('is not taken by a second one', async () => {
    await power.off(mine);
    await power.off(mine);
    const second = await power.off({ id: 'another', seconds: 30 }).catch(String);
    expect(second).to.include('n1 is off already');
    expect(done).to.have.lengthOf(2);
  });

  it('is renewed by its own lease, and by nobody once that has run out', async () => {
    await power.off(mine);
    await power.renew(mine);
    expect(await power.renew({ id: 'another', seconds: 30 }).catch(String)).to.include('mine');
    writePower({ folder }, { ...ON, fired: { id: 'mine', after: 31 } });
    expect(await power.renew(mine).catch(String)).to.include('mine ran out');
    expect((await power.state()).fired).to.equal('mine fired 31 s after its lease');
  });
});
