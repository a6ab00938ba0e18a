import { expect } from 'chai';
import { HarnessError } from '../../../support/errors.ts';
import { type FakeMachine, fakeMachine } from '../fake-machine.ts';
import type { Change } from './change.ts';
import { openLedger } from './ledger.ts';

const sysctl = { kind: 'sysctl', name: 'a.b', file: '/x', from: '1', to: '2' } as const;

describe('the ledger of changes', () => {
  let machine: FakeMachine;
  const ledger = () => openLedger(machine.host.stateFolder);
  beforeEach(() => {
    machine = fakeMachine();
  });
  afterEach(() => machine.remove());

  it('has a change on disk before it is made', async () => {
    let seen: unknown;
    await ledger().perform(sysctl, async () => {
      seen = ledger()
        .entries()
        .map(({ state, change }) => ({ state, change }));
    });
    expect(seen).to.deep.equal([{ state: 'planned', change: sysctl }]);
    expect(ledger().entries()[0]?.state).to.equal('done');
  });

  it('keeps a change that failed half way, because something of it may be there', async () => {
    const failing = ledger().perform(sysctl, () => Promise.reject(new Error('read-only')));
    expect(await failing.catch(String)).to.contain('read-only');
    expect(
      ledger()
        .entries()
        .map(({ state }) => state),
    ).to.deep.equal(['planned']);
  });

  it('completes what is noted while it is made', async () => {
    const engine = { kind: 'engine', argv: ['d'], pidFile: 'p', log: 'l', process: null } as const;
    const process = { pid: 7, startedAt: 'boot/1' };
    await ledger().perform<Change>({ ...engine, argv: ['d'] }, async (add) => add({ process }));
    expect(ledger().entries()[0]?.change).to.deep.equal({ ...engine, process });
  });

  it('numbers changes, and forgets only the one that was taken back', async () => {
    for (const to of ['2', '3', '4']) await ledger().perform({ ...sysctl, to }, async () => {});
    ledger().forget(2);
    await ledger().perform({ ...sysctl, to: '5' }, async () => {});
    expect(
      ledger()
        .entries()
        .map(({ id }) => id),
    ).to.deep.equal([1, 3, 4]);
  });

  it('refuses to write over an account that it cannot read', async () => {
    machine.write('state/doctor/changes.json', '{"version": 2}');
    const refused = ledger().perform(sysctl, async () => {});
    expect(await refused.catch((error: unknown) => error)).to.be.instanceOf(HarnessError);
    expect(machine.read('state/doctor/changes.json')).to.equal('{"version": 2}');
  });
});
