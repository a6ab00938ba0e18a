import { expect } from 'chai';
import { HarnessError } from '../../support/errors.ts';
import type { Finding } from './check.ts';
import { type FakeMachine, fakeMachine, WITHOUT_RESOURCE } from './fake-machine.ts';
import { commandFor, preflight } from './preflight.ts';

const broken = (fix: Finding['fix'], ...mend: string[]): Finding => ({
  ...{ id: 'x', title: 'x', neededFor: 'x', state: 'broken', says: 'x' },
  mend,
  fix,
});

describe('preflight', () => {
  let machine: FakeMachine;
  beforeEach(() => {
    machine = fakeMachine(WITHOUT_RESOURCE);
  });
  afterEach(() => machine.remove());

  it('names all that is missing at once, with the ways out', async () => {
    const error: unknown = await preflight('kind', machine.host).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(HarnessError);
    const { what, lastSeen, tryThis } = (error as HarnessError).facts;
    expect(what).to.equal('this machine is not ready for a kind cluster');
    expect(lastSeen).to.contain('max_user_instances is 128');
    expect(lastSeen).to.contain('container engine: docker is not there');
    expect(lastSeen).to.contain('CAP_SYS_RESOURCE missing here');
    expect(tryThis).to.contain('npx steadfast doctor --fix --yes');
    expect(tryThis).to.contain('--context NAME');
  });

  it('makes one line of what doctor mends and of what it cannot', () => {
    const build = 'npx steadfast airgap build';
    const all = [broken('doctor --fix'), broken('by hand', build), broken('by hand', build)];
    const line = `npx steadfast doctor --fix && ${build}`;
    expect(commandFor(all, machine.host)).to.equal(line);
    expect(commandFor(all, { ...machine.host, root: false })).to.equal(`sudo ${line}`);
    const asked = [...all, broken('doctor --fix --yes')];
    expect(commandFor(asked, machine.host)).to.contain('doctor --fix --yes &&');
  });

  it('keeps advice that is no command out of the line to paste', () => {
    const all = [broken('by hand', '# install docker'), broken('doctor --fix')];
    expect(commandFor(all, machine.host)).to.equal(
      'install docker, then: npx steadfast doctor --fix',
    );
  });
});
