import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { waitFor } from '../support/wait.ts';
import { FREEZE, thaw } from './freeze-program.ts';
import { LOOK_AT_PROGRAM, readState } from './node-program.ts';

/** No other process may have this name: what is stopped here is stopped by name. */
const NAME = `steadfast-frozen-${process.pid}`;

describe('programs of a node', () => {
  it('reads processes, what holds them back and what their port says', () => {
    const state = readState(['process 12 S', 'process 13 T', 'held service', 'answer silent']);
    expect(state.processes).to.deep.equal([
      { id: '12', state: 'S' },
      { id: '13', state: 'T' },
    ]);
    expect(state.held).to.deep.equal(['service']);
    expect(state.answer).to.equal('silent');
    expect(readState([]).answer).to.equal(null);
    expect(readState([]).serves).to.equal(null);
    expect(readState(['serves no']).serves).to.equal(false);
  });

  it('freezes and thaws a process of this machine, and refuses without a lease', async function () {
    this.timeout(60_000);
    const folder = mkdtempSync(join(tmpdir(), 'steadfast-frozen-'));
    const child = spawn('sleep', ['120'], { argv0: NAME, stdio: 'ignore' });
    // Listening without ever answering is what a stopped process looks like from outside.
    const server = createServer().listen(0, '127.0.0.1');
    try {
      await new Promise((resolve) => child.once('spawn', resolve));
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      const freeze = () => bash(FREEZE, NAME, folder, thaw(NAME));
      expect(freeze().status).to.equal(1);
      expect((await lookUntil(port, 'S')).processes).to.have.lengthOf(1);
      writeFileSync(join(folder, 'lease'), 'a 30 0\n');
      expect(freeze().status).to.equal(0);
      expect(await lookUntil(port, 'T')).to.deep.include({
        processes: [{ id: `${child.pid}`, state: 'T' }],
        answer: 'silent',
      });
      expect(bash(thaw(NAME)).status).to.equal(0);
      expect(await lookUntil(1, 'S')).to.deep.include({
        processes: [{ id: `${child.pid}`, state: 'S' }],
        answer: 'refused',
      });
    } finally {
      server.close();
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true });
    }
  });

  it('says so when nothing of the name runs', () => {
    const folder = mkdtempSync(join(tmpdir(), 'steadfast-frozen-'));
    writeFileSync(join(folder, 'lease'), 'a 30 0\n');
    const done = bash(FREEZE, `${NAME}-absent`, folder, ':');
    rmSync(folder, { recursive: true });
    expect(done.status).to.equal(1);
    expect(done.stderr).to.contain('does not run here');
  }).timeout(30_000);
});

function bash(script: string, ...args: readonly string[]) {
  return spawnSync('bash', ['-c', script, 'steadfast', ...args], { encoding: 'utf8' });
}

/** A signal is obeyed when the process has its turn, and on a full host that is not at once. */
function lookUntil(port: number, state: string): Promise<ReturnType<typeof look>> {
  return waitFor({
    what: `the process to be in state ${state}`,
    limit: 'inForceMs',
    everyMs: 20,
    read: async () => look(port),
    until: ({ processes }) => processes[0]?.state === state,
    describe: ({ processes }) => JSON.stringify(processes),
  });
}

function look(port: number) {
  return readState(bash(LOOK_AT_PROGRAM, NAME, `${port}`, '').stdout.split('\n').filter(Boolean));
}
