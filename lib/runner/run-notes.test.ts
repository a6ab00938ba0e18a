import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { thisRunner } from '../support/process-identity.ts';
import { type NewRunNote, openRunNotes, type RunNotes } from './run-notes.ts';
import { voidRuns } from './void-runs.ts';

const CLUSTER = { provider: 'embedded', cluster: 'c', kubeconfig: '/k', context: 'c' } as const;
const NOTE: NewRunNote = {
  run: '20261121T040200-8c1f',
  runFolder: '/runs/1',
  cluster: CLUSTER,
  startedAt: '2026-11-21T04:02:00.000Z',
  given: { namespace: 'trials', before: ['uid-1'] },
};

describe('run notes', () => {
  let folder: string;
  let notes: RunNotes;

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'steadfast-run-notes-')), 'runs');
    notes = openRunNotes(folder);
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

  it('keeps a note that another process reads back word for word', () => {
    const note = notes.open(NOTE);
    expect(openRunNotes(folder).list()).to.deep.equal([note]);
    expect(note).to.deep.include({ ...NOTE, ...thisRunner(), schema: 'steadfast/run-note/v1' });
  });

  it('keeps one whole file a run, for its owner alone, and no draft', () => {
    const { id } = notes.open(NOTE);
    expect(readdirSync(folder)).to.deep.equal([`${id}.json`]);
    expect(id).to.contain(NOTE.run);
    expect(statSync(notes.fileOf(id)).mode & 0o777).to.equal(0o600);
  });

  it('tells apart runs of one seed that begin in one second on clusters of their own', () => {
    const ids = [
      notes.open(NOTE),
      notes.open({ ...NOTE, cluster: { ...CLUSTER, cluster: 'd' } }),
    ].map(({ id }) => id);
    expect(new Set(ids).size).to.equal(2);
    expect(() => notes.open(NOTE)).to.throw('cannot be noted');
  });

  it('drops a note, and dropping it again is nothing', () => {
    const { id } = notes.open(NOTE);
    notes.close(id);
    notes.close(id);
    expect(notes.list()).to.deep.equal([]);
  });

  it('names a file that is no note, and still lists the others', () => {
    const note = notes.open(NOTE);
    writeFileSync(join(folder, 'damaged.json'), '{"run":');
    expect(notes.list()).to.deep.equal([note]);
    expect(notes.unreadable().map(({ file }) => file)).to.deep.equal([
      join(folder, 'damaged.json'),
    ]);
  });

  it('of a cluster that goes drops those of dead runners and its own, and no others', () => {
    const dead = notes.open({ ...NOTE, run: 'dead' });
    rewrite(dead.id, { pidStarted: 'another boot/1' });
    // Its parent is as alive as this process is, and is not this process.
    const alive = notes.open({ ...NOTE, run: 'alive' });
    rewrite(alive.id, { pid: process.ppid, pidStarted: null });
    notes.open({ ...NOTE, run: 'own' });
    notes.open({ ...NOTE, run: 'elsewhere', cluster: { ...CLUSTER, cluster: 'd' } });
    const voided = voidRuns({ provider: 'embedded', name: 'c' }, notes);
    expect(voided.map(({ run }) => run)).to.have.members(['dead', 'own']);
    expect(notes.list().map(({ run }) => run)).to.have.members(['alive', 'elsewhere']);
  });

  function rewrite(id: string, part: object): void {
    const file = notes.fileOf(id);
    const written = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...written, ...part }));
  }
});
