import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageFolder } from '../support/paths.ts';

const bin = join(packageFolder(), 'bin', 'steadfast.js');

function steadfast(...args: string[]) {
  const env = { ...process.env, NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    encoding: 'utf8',
    env,
  });
  return { status, stdout, stderr };
}

describe('command line', () => {
  const wrong = [
    {
      args: ['run', 'no-such-story'],
      says: 'there is no scenario "no-such-story"',
      hint: 'steadfast list',
    },
    { args: ['run', '--provider', 'docker'], says: '"docker" is no provider', hint: 'kind' },
    {
      args: ['run', '--promise', 'SS-PTN-999'],
      says: 'no promise "SS-PTN-999"',
      hint: 'SS-PTN-002',
    },
    { args: ['run', '--suite', 'smoke'], says: '"smoke" is no suite', hint: 'conformance' },
    { args: ['run', '--workload', 'db2'], says: '"db2" is no workload', hint: 'postgresql' },
    { args: ['run', '--timers', 'long'], says: '"long" is no set of timers', hint: 'stock' },
    { args: ['run', '--kubernetes', 'latest'], says: 'no Kubernetes version', hint: '1.36.3' },
    { args: ['run', '--jobs', '0'], says: '"0" is no count', hint: '1 to 999' },
    { args: ['run', '--timeout', 'soon'], says: '"soon" is no duration', hint: '15m' },
    { args: ['run', '--seed', 'a b'], says: '"a b" is no seed', hint: '8c1f' },
    { args: ['run', '--sed', '1'], says: "unknown option '--sed'", hint: '--seed' },
    { args: ['rum'], says: "unknown command 'rum'", hint: 'run' },
    { args: ['judge', '/no/such/folder'], says: '/no/such/folder', hint: 'run' },
    { args: ['report', '/no/such/folder'], says: '/no/such/folder', hint: 'run.json' },
    { args: ['cluster', 'up', '--name', 'A B'], says: '"A B"', hint: 'small letters' },
    { args: ['cluster', 'up', '--volumes', 'x'], says: '"x"', hint: 'steadfast cluster up --help' },
  ];
  for (const { args, says, hint } of wrong) {
    it(`refuses ${args.join(' ')} with 64, the reason and a way out`, () => {
      const { status, stdout, stderr } = steadfast(...args);
      expect(status, stderr).to.equal(64);
      expect(stderr).to.contain(says);
      expect(stderr).to.contain(hint);
      expect(stdout).to.equal('');
      expect(stderr, 'a stack trace is no answer').to.not.match(/^\s+at /m);
    });
  }

  it('prints help on stdout, with examples and the exit codes', () => {
    const { status, stdout, stderr } = steadfast('--help');
    expect(status).to.equal(0);
    expect(stdout).to.contain('Exit codes:');
    expect(stderr).to.equal('');
    expect(steadfast('run', '--help').stdout).to.contain('Examples:');
  });

  it('says why a system cannot be had, and that nothing was held', () => {
    const { status, stdout } = steadfast('run', '--suite', 'workloads', '--workload', 'mongodb');
    expect(status).to.equal(2);
    expect(stdout).to.contain('not applicable: mongodb: no package registry has its server');
  });

  it('lists stories as text and as JSON', () => {
    expect(steadfast('list').stdout).to.contain('network-split/cut-off-node');
    const stories = JSON.parse(steadfast('list', '--json').stdout) as { id: string }[];
    expect(stories.map(({ id }) => id)).to.include('deletion/delete-and-create-again');
    expect(steadfast('list', '--promises').stdout).to.contain('SS-AMO-001');
  });
});
