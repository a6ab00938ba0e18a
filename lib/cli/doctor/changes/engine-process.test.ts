import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { waitFor } from '../../../support/wait.ts';
import { type FakeMachine, fakeMachine } from '../fake-machine.ts';
import type { Host } from '../host.ts';
import type { ChangeOf } from './change.ts';
import { startDetached, takeBackEngine } from './engine-process.ts';
import { openLedger } from './ledger.ts';

/** Fields of /proc/PID/stat after the name: state, parent, group, session. */
const statOf = (pid: number) =>
  readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
const alive = (pid: number) => {
  try {
    return statOf(pid)[0] !== 'Z';
  } catch {
    return false;
  }
};

describe('an engine that doctor starts', () => {
  // Sessions and times of start are read where only Linux has them.
  if (process.platform !== 'linux') return;
  let machine: FakeMachine;
  let host: Host;
  const noted = () => openLedger(host.stateFolder).entries()[0]?.change as ChangeOf<'engine'>;

  beforeEach(async () => {
    machine = fakeMachine();
    // The stand-in is a process that lives until it is told to end; what it serves is not tested.
    machine.write('bin/dockerd', '#!/bin/sh\necho "$@"\nexec sleep 300\n', 0o755);
    host = { ...machine.host, procFolder: '/proc', commandFolders: [machine.at('bin'), '/bin'] };
    const ledger = openLedger(host.stateFolder);
    await startDetached(
      host,
      ['--extra', 'x'],
      ledger,
      () => {},
      async () => {
        await waitFor({
          what: 'the stand-in to speak',
          limit: 'execMs',
          read: () => machine.read('state/engine/dockerd.log'),
          until: (text) => text.includes('--extra'),
          describe: (text) => text,
          everyMs: 20,
        });
      },
    );
  });
  afterEach(async () => {
    await takeBackEngine(host, noted());
    machine.remove();
  });

  it('has a session of its own, and is noted by pid and time of start', () => {
    const { process: started, argv } = noted();
    expect(started?.startedAt).to.match(/^\S+\/\d+$/);
    expect(Number(statOf(started?.pid ?? 0)[3])).to.equal(started?.pid);
    expect(machine.read('state/engine/dockerd.pid').trim()).to.equal(String(started?.pid));
    expect(argv.slice(-2)).to.deep.equal(['--extra', 'x']);
  });

  it('is ended by that name, once, and a second time does no harm', async () => {
    const pid = noted().process?.pid ?? 0;
    expect((await takeBackEngine(host, noted())).gone).to.equal(true);
    expect(alive(pid)).to.equal(false);
    expect(await takeBackEngine(host, noted())).to.deep.equal({
      gone: true,
      says: 'the engine had ended',
    });
  });

  it('is not mistaken for another process that was given its pid', async () => {
    const pid = noted().process?.pid ?? 0;
    const other = { ...noted(), process: { pid, startedAt: 'another boot/1' } };
    expect((await takeBackEngine(host, other)).says).to.equal('the engine had ended');
    expect(alive(pid)).to.equal(true);
  });
});
