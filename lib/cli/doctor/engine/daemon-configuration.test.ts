import { expect } from 'chai';
import { HarnessError } from '../../../support/errors.ts';
import {
  speaksOfRuntimes,
  withoutRuntime,
  withPlainDefault,
  withRuntime,
} from './daemon-configuration.ts';

const WRAPPER = '/lib/runc-within-bounds';
const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
const mixed = JSON.stringify({
  debug: true,
  runtimes: { nvidia: { path: '/n', runtimeArgs: ['-x'] } },
  'default-runtime': 'nvidia',
  'insecure-registries': ['10.0.0.0/8'],
});

describe("the engine's configuration", () => {
  it('gains our runtime and keeps every other key', () => {
    expect(parsed(withRuntime(mixed, WRAPPER))).to.deep.equal({
      debug: true,
      runtimes: { nvidia: { path: '/n', runtimeArgs: ['-x'] }, steadfast: { path: WRAPPER } },
      'default-runtime': 'steadfast',
      'insecure-registries': ['10.0.0.0/8'],
    });
  });

  it('is made where there was none, and is the same when made twice', () => {
    const once = withRuntime(null, WRAPPER);
    expect(parsed(once)).to.deep.equal({
      runtimes: { steadfast: { path: WRAPPER } },
      'default-runtime': 'steadfast',
    });
    expect(withRuntime(once, WRAPPER)).to.equal(once);
    expect(withRuntime('  \n', WRAPPER)).to.equal(once);
  });

  for (const before of [null, '{}', '{"debug": false}', mixed]) {
    it(`comes back to what it meant before, from ${before?.slice(0, 24) ?? 'no file'}`, () => {
      const after = withoutRuntime(withRuntime(before, WRAPPER), before);
      expect(parsed(after)).to.deep.equal(parsed(before));
    });
  }

  it('keeps what somebody else wrote in the meantime', () => {
    const edited = { ...JSON.parse(withRuntime(null, WRAPPER)), 'log-driver': 'local' };
    expect(parsed(withoutRuntime(JSON.stringify(edited), null))).to.deep.equal({
      'log-driver': 'local',
    });
    const chosen = { ...edited, 'default-runtime': 'crun' };
    expect(parsed(withoutRuntime(JSON.stringify(chosen), null))).to.deep.equal({
      'default-runtime': 'crun',
      'log-driver': 'local',
    });
  });

  it('names a default for the moment of the way back', () => {
    const after = withRuntime(mixed, WRAPPER);
    expect(parsed(withPlainDefault(after, mixed))).to.include({ 'default-runtime': 'nvidia' });
    expect(parsed(withPlainDefault(after, null))).to.include({ 'default-runtime': 'runc' });
  });

  it('tells whether flags would be in its way', () => {
    expect([null, '{}', '{"debug":true}'].map(speaksOfRuntimes)).to.deep.equal(
      Array(3).fill(false),
    );
    expect([mixed, '{"default-runtime":"runc"}'].map(speaksOfRuntimes)).to.deep.equal([true, true]);
  });

  it('is not touched when it is not understood', () => {
    expect(() => withRuntime('{ "debug": tru', WRAPPER)).to.throw(HarnessError, 'is not JSON');
    expect(() => withRuntime('[1]', WRAPPER)).to.throw(HarnessError, 'is not JSON');
  });
});
