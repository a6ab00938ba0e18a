import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { digestOf, folderOf, made } from './step.ts';

describe('the digest of inputs', () => {
  it('does not depend on their order', () => {
    expect(digestOf({ a: '1', b: ['2'] })).to.equal(digestOf({ b: ['2'], a: '1' }));
  });

  it('changes with every name, value and item', () => {
    const digests = [
      digestOf({ a: '1' }),
      digestOf({ b: '1' }),
      digestOf({ a: '2' }),
      digestOf({ a: ['1'] }),
      digestOf({ a: ['1', '2'] }),
      digestOf({ a: ['12'] }),
    ];
    expect(new Set(digests).size).to.equal(digests.length);
  });
});

describe('a step', () => {
  const before = process.env.XDG_CACHE_HOME;
  let cache = '';
  beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), 'steadfast-test-'));
    process.env.XDG_CACHE_HOME = cache;
  });
  afterEach(async () => {
    if (before === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = before;
    await rm(cache, { recursive: true });
  });

  const said: string[] = [];
  const building = { progress: (says: string) => void said.push(says) };
  const step = (version: string, make: (folder: string) => Promise<void>) => ({
    name: 'thing',
    inputs: { version },
    make,
  });
  const write = (text: string) => (folder: string) => writeFile(join(folder, 'thing'), text);

  it('is made once for the same inputs', async () => {
    const folder = await made(step('1', write('first')), building);
    expect(await made(step('1', write('second')), building)).to.equal(folder);
    expect(await readFile(join(folder, 'thing'), 'utf8')).to.equal('first');
    expect(said.at(-1)).to.equal('thing: already made');
  });

  it('is made again for other inputs, and the outdated output goes', async () => {
    const old = await made(step('1', write('old')), building);
    const fresh = await made(step('2', write('new')), building);
    expect(await readFile(join(fresh, 'thing'), 'utf8')).to.equal('new');
    expect(existsSync(old)).to.equal(false);
  });

  it('leaves nothing behind when it fails half way', async () => {
    const failing = step('1', async (folder) => {
      await write('half')(folder);
      throw new Error('no space');
    });
    const error = await made(failing, building).catch((thrown: unknown) => thrown);
    expect(error).to.have.property('message', 'no space');
    expect(existsSync(folderOf(failing))).to.equal(false);
    const folder = await made(step('1', write('whole')), building);
    expect(await readFile(join(folder, 'thing'), 'utf8')).to.equal('whole');
  });

  it('clears what a killed build left, and not what a running one is making', async () => {
    const { pid } = spawnSync('true');
    const folders = [pid, process.ppid].map(
      (id) => `${folderOf(step('0', write('')))}.unfinished-${id}`,
    );
    for (const folder of folders) await mkdir(folder, { recursive: true });
    await made(step('1', write('x')), building);
    expect(folders.map((folder) => existsSync(folder))).to.deep.equal([false, true]);
  });

  it('does not start once it was told to stop', async () => {
    const stopped = { ...building, signal: AbortSignal.abort(new Error('interrupted')) };
    const error = await made(step('1', write('x')), stopped).catch((thrown: unknown) => thrown);
    expect(error).to.have.property('message', 'interrupted');
  });
});
