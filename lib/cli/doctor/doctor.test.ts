import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { openRunNotes } from '../../runner/run-notes.ts';
import type { Finding } from './check.ts';
import { examine, fix, isReady, unfix } from './doctor.ts';
import { type FakeMachine, fakeMachine, WITHOUT_RESOURCE } from './fake-machine.ts';
import type { Host } from './host.ts';

const INSTANCES = 'proc/sys/fs/inotify/max_user_instances';

describe('doctor', () => {
  let machine: FakeMachine;
  let said: string[];
  const say = (line: string) => void said.push(line);
  const only = async (id: string, host: Host = machine.host): Promise<Finding[]> =>
    (await examine({ provider: 'kind', host })).filter((finding) => finding.id === id);

  beforeEach(() => {
    machine = fakeMachine();
    said = [];
  });
  afterEach(() => machine.remove());

  it('names what is wrong, what it costs, and the command that mends it', async () => {
    const [finding] = await only('inotify');
    expect(finding).to.include({
      state: 'broken',
      says: 'fs.inotify.max_user_instances is 128, not 1024',
      fix: 'doctor --fix',
    });
    expect(finding?.mend).to.deep.equal(['sysctl -w fs.inotify.max_user_instances=1024']);
    const [asked] = await only('inotify', { ...machine.host, root: false });
    expect(asked?.mend).to.deep.equal(['sudo sysctl -w fs.inotify.max_user_instances=1024']);
  });

  it('is not ready while anything needed is broken', async () => {
    const findings = await only('inotify');
    expect(isReady(findings)).to.equal(false);
    expect(isReady([])).to.equal(true);
  });

  it('mends a limit, finds nothing to do a second time, and takes it back', async () => {
    const first = await fix(await only('inotify'), { yes: false, say, host: machine.host });
    expect(machine.read(INSTANCES)).to.equal('1024');
    expect(first.done).to.have.length(1);
    expect(first.findings.map(({ state }) => state)).to.deep.equal(['ok']);
    expect(said[0]).to.contain('max_user_instances: 128 becomes 1024');

    const second = await fix(first.findings, { yes: true, say, host: machine.host });
    expect([...second.done, ...second.left]).to.deep.equal([]);

    const back = await unfix({ say, host: machine.host });
    expect(machine.read(INSTANCES)).to.equal('128');
    expect(back.done).to.deep.equal(['fs.inotify.max_user_instances is 128 again']);
    expect((await unfix({ say, host: machine.host })).done).to.deep.equal([]);
  });

  it('leaves a limit alone that somebody else has set since', async () => {
    await fix(await only('inotify'), { yes: false, say, host: machine.host });
    machine.write(INSTANCES, '4096\n');
    await unfix({ say, host: machine.host });
    expect(machine.read(INSTANCES)).to.equal('4096\n');
  });

  it('changes nothing when it is not root, and says what to type', async () => {
    const host = { ...machine.host, root: false };
    const { done, left } = await fix(await only('inotify', host), { yes: true, say, host });
    expect(done).to.deep.equal([]);
    expect(left.map(({ mend }) => mend)).to.deep.equal([['sudo npx steadfast doctor --fix']]);
    expect(machine.read(INSTANCES)).to.equal('128\n');
    expect(existsSync(machine.at('state'))).to.equal(false);
  });

  it('asks before it starts an engine with a runtime of ours', async () => {
    const bare = fakeMachine(WITHOUT_RESOURCE);
    try {
      bare.write('bin/docker', '#!/bin/sh\nexit 1\n', 0o755);
      bare.write('bin/dockerd', '#!/bin/sh\necho started >>"$0.calls"\nexit 1\n', 0o755);
      const findings = (await examine({ provider: 'kind', host: bare.host })).filter(({ id }) =>
        ['engine', 'privileged'].includes(id),
      );
      expect(findings.map((finding) => finding.fix)).to.deep.equal(
        Array(2).fill('doctor --fix --yes'),
      );
      const { done, left } = await fix(findings, { yes: false, say, host: bare.host });
      expect(done).to.deep.equal([]);
      expect(left[0]?.says).to.contain('because CAP_SYS_RESOURCE cannot be had here');
      expect(left[0]?.mend).to.deep.equal(['npx steadfast doctor --fix --yes']);
      expect(existsSync(bare.at('bin/dockerd.calls'))).to.equal(false);
      expect(existsSync(bare.at('lib'))).to.equal(false);
    } finally {
      bare.remove();
    }
  });

  it('reports an engine that does not start with its last words, and cleans up after it', async () => {
    machine.write('bin/docker', '#!/bin/sh\nexit 1\n', 0o755);
    machine.write('bin/dockerd', '#!/bin/sh\necho "no room for bridges" >&2\nexit 3\n', 0o755);
    const { left } = await fix(await only('engine'), { yes: false, say, host: machine.host });
    expect(left[0]?.says).to.contain('dockerd ended with 3: no room for bridges');
    expect((await unfix({ say, host: machine.host })).done).to.deep.equal(['the engine had ended']);
  });

  it('asks an existing cluster of its user for a kubeconfig and for nothing of the host', async () => {
    const findings = await examine({ provider: 'existing', host: machine.host });
    expect(findings.map(({ id }) => id)).to.deep.equal(['kubeconfig', 'leftovers']);
  });

  it('counts debts as a warning and leaves them to heal', async () => {
    machine.write('state/debts/one.json', '{}');
    const [finding] = await only('leftovers');
    expect(finding).to.include({ state: 'warning', says: 'debts on disk: 1', fix: null });
    expect(finding?.mend).to.deep.equal(['npx steadfast heal']);
  });

  it('counts runs that were killed, and not those that are alive', async () => {
    const notes = openRunNotes(machine.at('state/runs'));
    const cluster = { provider: 'existing', cluster: 'c', kubeconfig: '/k', context: 'c' } as const;
    const fresh = { runFolder: '/r', cluster, startedAt: '2026-11-21T04:02:00.000Z', given: null };
    notes.open({ run: 'alive', ...fresh });
    expect((await only('leftovers'))[0]).to.include({ state: 'ok', says: 'none' });
    const { id, ...killed } = notes.open({ run: 'killed', ...fresh });
    machine.write(
      `state/runs/${id}.json`,
      JSON.stringify({ id, ...killed, pidStarted: 'before/1' }),
    );
    const [finding] = await only('leftovers');
    const says = 'killed runs with namespaces on clusters: 1';
    expect(finding).to.include({ state: 'warning', says, fix: null });
    expect(finding?.mend).to.deep.equal(['npx steadfast heal']);
  });
});
