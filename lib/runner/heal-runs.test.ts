import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { healRuns, type RunHealing } from './heal-runs.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { type NewRunNote, openRunNotes, type RunNotes } from './run-notes.ts';

const ADDRESS = { provider: 'existing', cluster: 'c', kubeconfig: '/k', context: 'c' } as const;

// What goes with a run, and what does not, is shown on real clusters; here is which run is chosen.
describe('healRuns', () => {
  let folder: string;
  let notes: RunNotes;
  let ledger: Ledger;
  let said: string[];
  let cleared: { run: string; over: readonly string[] }[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'steadfast-runs-'));
    notes = openRunNotes(join(folder, 'runs'));
    ledger = openLedger(join(folder, 'debts'));
    said = [];
    cleared = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('says so when no run left anything', async () => {
    const report = await healRuns(healing());
    expect(report).to.deep.equal({ cleared: [], void: [], kept: [], left: [] });
    expect(said).to.deep.equal(['no run left anything behind']);
  });

  it('clears away what a dead run had, tells of it, and then drops its note', async () => {
    dies(note('dead'));
    const report = await healRuns(healing());
    expect(cleared.map(({ run }) => run)).to.deep.equal(['dead']);
    expect(report.cleared[0]?.removed).to.deep.equal(['namespace steadfast-dead-1']);
    expect(said).to.include('  removed: namespace steadfast-dead-1');
    expect(notes.list()).to.deep.equal([]);
  });

  it('leaves what a living runner has to it', async () => {
    note('alive');
    const report = await healRuns(healing());
    expect(report.kept.map(({ says }) => says).join()).to.contain(`process ${process.pid}`);
    expect(cleared).to.deep.equal([]);
    expect(notes.list()).to.have.length(1);
  });

  it('drops the note of a run whose cluster is gone', async () => {
    dies(note('dead'));
    const report = await healRuns(healing({ find: async () => null }));
    expect(report.void.map(({ run }) => run)).to.deep.equal(['dead']);
    expect(notes.list()).to.deep.equal([]);
  });

  it('touches nothing of a run that owes a fault, and clears it once that is paid', async () => {
    dies(note('dead'));
    const { id } = ledger.open({
      ...{ fault: 'hold-by-finalizer', params: {}, cluster: ADDRESS, run: 'dead' },
      ...{ runFolder: folder, leaseSeconds: 30, fingerprint: [] },
    });
    const report = await healRuns(healing());
    expect(report.left.map(({ says }) => says).join()).to.contain(`it owes ${id}`);
    expect(cleared).to.deep.equal([]);
    ledger.close(id);
    expect((await healRuns(healing())).cleared).to.have.length(1);
    expect(cleared.map(({ run }) => run)).to.deep.equal(['dead']);
  });

  it('keeps the note of what it could not reach, and goes on to the next', async () => {
    dies(note('a-dead'));
    dies(note('b-dead'));
    const find: RunHealing['find'] = async () => {
      throw new Error('no way in');
    };
    const report = await healRuns(healing({ find }));
    expect(report.left.map(({ run }) => run)).to.deep.equal(['a-dead', 'b-dead']);
    expect(report.left[0]?.says).to.contain('no way in').and.to.contain(notes.list()[0]?.id);
    expect(notes.list()).to.have.length(2);
  });

  it('counts a file that cannot be read as something left', async () => {
    dies(note('dead'));
    const file = join(folder, 'runs', 'damaged.json');
    writeFileSync(file, '{');
    const report = await healRuns(healing({ find: async () => null }));
    expect(report.left.map(({ id }) => id)).to.deep.equal([file]);
    expect(report.void).to.have.length(1);
  });

  describe('in a namespace that was given', () => {
    const given = { namespace: 'trials', before: ['role-1', 'own-1'] };

    it('touches nothing while a living run is there', async () => {
      dies(note('dead', given));
      note('alive', { ...given, before: [] });
      const report = await healRuns(healing());
      expect(report.kept.map(({ run }) => run)).to.have.members(['alive', 'dead']);
      expect(cleared).to.deep.equal([]);
    });

    it('tells which runs are over, so that what they left there is nobody’s', async () => {
      dies(note('dead', given));
      dies(note('dead-too', { ...given, before: ['web-1'] }));
      note('alive');
      expect((await healRuns(healing())).cleared).to.have.length(2);
      expect(cleared[0]?.over).to.deep.equal(['dead', 'dead-too']);
    });
  });

  function healing(parts: Partial<RunHealing> = {}): RunHealing {
    const say = (line: string) => void said.push(line);
    const clear: RunHealing['clear'] = async (_address, { note, over }, tell) => {
      cleared.push({ run: note.run, over: [...over] });
      tell(`namespace steadfast-${note.run}-1`);
    };
    return { find: async (address) => address, say, ledger, notes, clear, ...parts };
  }

  function note(run: string, given: NewRunNote['given'] = null) {
    const cluster = ADDRESS;
    const startedAt = '2026-11-21T04:02:00.000Z';
    return notes.open({ run, runFolder: folder, cluster, startedAt, given });
  }

  /** As its note tells it: a process of that number started at another time. */
  function dies({ id }: { readonly id: string }): void {
    const file = notes.fileOf(id);
    const written = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...written, pidStarted: 'another boot/1' }));
  }
});
