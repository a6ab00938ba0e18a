import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { wrapperScript } from './runtime-wrapper.ts';

/** Everything but CAP_SYS_RESOURCE (24) in the bounding set, everything but CAP_BPF (39) permitted. */
const STATUS = 'Name:\tawk\nCapPrm:\t0000017fffffffff\nCapBnd:\t000001fffeffffff\nCapAmb:\t0\n';
const ASKED = ['CAP_CHOWN', 'CAP_SYS_RESOURCE', 'CAP_BPF', 'CAP_SYS_ADMIN', 'CAP_OF_TOMORROW'];
const GIVEN = ['CAP_CHOWN', 'CAP_SYS_ADMIN', 'CAP_OF_TOMORROW'];

const lists = (names: readonly string[]) => ({
  bounding: names,
  effective: names,
  inheritable: [],
  permitted: names,
  ambient: ['CAP_SYS_RESOURCE'].filter((name) => names.includes(name)),
});

/** A bundle's configuration with everything in it that could lead a careless editor astray. */
const configuration = (names: readonly string[]) => ({
  ociVersion: '1.0.2-dev',
  process: {
    args: ['sh', '-c', 'echo "capabilities":["CAP_BPF"] \\', ''],
    env: ['A="process":{"capabilities":{"bounding":["CAP_BPF"]}}\\\\', 'CAP_BPF', 'ü=\u0001\n\t'],
    capabilities: lists(names),
    noNewPrivileges: false,
  },
  annotations: { capabilities: 'CAP_SYS_RESOURCE', 'a\\': '{' },
  linux: { capabilities: { bounding: ['CAP_BPF'] }, names: [['CAP_BPF'], [{}], [], 'x'] },
});

describe('the runtime wrapper', () => {
  let folder = '';
  const at = (name: string) => join(folder, name);
  const call = (...words: string[]) =>
    execFileSync(at('wrapper'), words, { cwd: folder, encoding: 'utf8' });
  const written = (name: string): unknown => JSON.parse(readFileSync(at(name), 'utf8'));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "steadfast it's "));
    // The stand-in for runc says what it was called with, and fails when it is told to.
    const runc = '#!/bin/sh\nprintf "<%s>" "$@"\n[ "$1" != fail ] || exit 7\n';
    writeFileSync(at('runc'), runc, { mode: 0o755 });
    writeFileSync(at('status'), STATUS);
    writeFileSync(at('wrapper'), wrapperScript({ runc: at('runc'), status: at('status') }));
    chmodSync(at('wrapper'), 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  for (const indent of [0, 2]) {
    it(`strikes what the machine lacks, and only that, from JSON indented by ${indent}`, () => {
      writeFileSync(at('config.json'), JSON.stringify(configuration(ASKED), null, indent));
      call('--root', '/run/x', 'create', '--bundle', folder, '--pid-file', 'p', 'id');
      expect(written('config.json')).to.deep.equal(configuration(GIVEN));
    });
  }

  it('changes no byte when everything asked for is there', () => {
    const text = JSON.stringify(configuration(GIVEN));
    writeFileSync(at('config.json'), text);
    call('create', 'id');
    expect(readFileSync(at('config.json'), 'utf8')).to.equal(text);
  });

  it('cuts the process of an exec, wherever its file lies', () => {
    writeFileSync(at('one.json'), JSON.stringify({ capabilities: lists(ASKED), args: ['x'] }));
    call('--log', 'create', 'exec', '--process', at('one.json'), '--detach', 'id');
    expect(written('one.json')).to.deep.equal({ capabilities: lists(GIVEN), args: ['x'] });
    writeFileSync(at('one.json'), JSON.stringify({ capabilities: lists(ASKED) }));
    call('exec', `--process=${at('one.json')}`, 'id');
    expect(written('one.json')).to.deep.equal({ capabilities: lists(GIVEN) });
  });

  it('leaves the bundle alone for any other command', () => {
    const text = JSON.stringify(configuration(ASKED));
    writeFileSync(at('config.json'), text);
    for (const command of ['start', 'kill', 'delete', 'state', 'exec']) call(command, 'id');
    expect(readFileSync(at('config.json'), 'utf8')).to.equal(text);
  });

  it('hands every word on as it came, and the exit code back', () => {
    expect(call('kill', 'two words', '', "it's")).to.equal("<kill><two words><><it's>");
    expect(call('create', 'id')).to.equal('<create><id>');
    expect(() => call('fail'))
      .to.throw()
      .with.property('status', 7);
  });

  it('cuts nothing when the bounding set cannot be read', () => {
    rmSync(at('status'));
    writeFileSync(at('config.json'), JSON.stringify(configuration(ASKED)));
    call('run', '-b', folder, 'id');
    expect(written('config.json')).to.deep.equal(configuration(ASKED));
  });
});
