import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { UsageError } from '../lib/support/errors.ts';
import { putFile } from '../lib/support/put-file.ts';
import { RUN_FILE, readRunFile, writeRunFile } from './run-file.ts';
import { writeSampleRun } from './sample-run.ts';

describe('run.json', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'steadfast-run-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is read as it was written, however often it is written', () => {
    const run = writeSampleRun(folder);
    writeRunFile(folder, { ...run, status: 'running', endedAt: null });
    writeRunFile(folder, run);
    expect(readRunFile(folder)).to.deep.equal(run);
  });

  it('is for its owner alone, and leaves nothing beside it', () => {
    writeRunFile(folder, writeSampleRun(folder, { scenarios: [], plan: [] }));
    expect(statSync(join(folder, RUN_FILE)).mode & 0o777).to.equal(0o600);
    expect(readdirSync(folder)).to.deep.equal([RUN_FILE]);
  });

  it('is not touched by a run that cannot be written', () => {
    const run = writeSampleRun(folder);
    expect(() => writeRunFile(folder, { ...run, startedAt: 'yesterday' })).to.throw();
    expect(readRunFile(folder)).to.deep.equal(run);
  });

  for (const place of ['/etc', '../beside', 'a/../../b', 'a\\b', '']) {
    it(`keeps every scenario inside the run: not ${JSON.stringify(place)}`, () => {
      const run = writeSampleRun(folder);
      const scenarios = run.scenarios.map((scenario) => ({ ...scenario, folder: place }));
      expect(() => writeRunFile(folder, { ...run, scenarios })).to.throw(/below the run folder/);
    });
  }

  it('says what is wrong when it is no run', () => {
    expect(() => readRunFile(folder)).to.throw(UsageError, /could not be read/);
    writeFileSync(join(folder, RUN_FILE), '{"schema":"steadfast/run/v9"}');
    expect(() => readRunFile(folder)).to.throw(UsageError, /not a run that this version can read/);
    writeFileSync(join(folder, RUN_FILE), '{"schema":');
    expect(() => readRunFile(folder)).to.throw(UsageError, /holds run.json/);
  });
});

describe('putFile', () => {
  it('replaces a whole file, and takes over a draft that a dead process left', () => {
    const folder = mkdtempSync(join(tmpdir(), 'steadfast-put-'));
    const file = join(folder, 'report.json');
    writeFileSync(`${file}.${process.pid}.new`, 'half a rep');
    putFile(file, 'ä'.repeat(100_000));
    putFile(file, 'whole\n');
    expect(readdirSync(folder)).to.deep.equal(['report.json']);
    expect(statSync(file).size).to.equal(6);
    rmSync(folder, { recursive: true });
  });
});
