import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { type ApiInMemory, apiInMemory } from './api-in-memory.ts';
import { healRuns, type RunHealing } from './heal-runs.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { RUN_LABEL } from './namespace.ts';
import { type NewRunNote, openRunNotes, type RunNotes } from './run-notes.ts';

// How sets and volumes go with their namespaces is shown on real clusters; here is what is chosen.
describe('healRuns', () => {
  let folder: string;
  let notes: RunNotes;
  let ledger: Ledger;
  let said: string[];
  let api: ApiInMemory;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'steadfast-runs-'));
    notes = openRunNotes(join(folder, 'runs'));
    ledger = openLedger(join(folder, 'debts'));
    said = [];
    api = await apiInMemory();
  });
  afterEach(async () => {
    await api.close();
    rmSync(folder, { recursive: true });
  });

  it('says so when no run left anything', async () => {
    const report = await healRuns(healing());
    expect(report).to.deep.equal({ cleared: [], void: [], kept: [], left: [] });
    expect(said).to.deep.equal(['no run left anything behind']);
  });

  it('removes the namespaces of a dead run, those of no other, and then its note', async () => {
    namespace('steadfast-dead-1', 'dead');
    namespace('steadfast-dead-2', 'dead');
    namespace('steadfast-other-1', 'other');
    namespace('kube-system', 'dead');
    namespace('theirs');
    dies(note('dead'));
    const report = await healRuns(healing());
    expect(report.cleared[0]?.removed).to.deep.equal([
      'namespace steadfast-dead-1',
      'namespace steadfast-dead-2',
    ]);
    expect(said).to.include('  removed: namespace steadfast-dead-1');
    expect(namespaces()).to.deep.equal(['steadfast-other-1', 'kube-system', 'theirs']);
    expect(notes.list()).to.deep.equal([]);
  });

  it('leaves what a living runner has to it', async () => {
    namespace('steadfast-alive-1', 'alive');
    note('alive');
    const report = await healRuns(healing());
    expect(report.kept.map(({ says }) => says).join()).to.contain(`process ${process.pid}`);
    expect(namespaces()).to.deep.equal(['steadfast-alive-1']);
    expect(notes.list()).to.have.length(1);
  });

  it('drops the note of a run whose cluster is gone', async () => {
    dies(note('dead'));
    const report = await healRuns(healing({ find: async () => null }));
    expect(report.void.map(({ run }) => run)).to.deep.equal(['dead']);
    expect(notes.list()).to.deep.equal([]);
  });

  it('touches nothing of a run that owes a fault, and clears it once that is paid', async () => {
    namespace('steadfast-dead-1', 'dead');
    dies(note('dead'));
    const { id } = ledger.open({
      ...{ fault: 'hold-by-finalizer', params: {}, cluster: api.address, run: 'dead' },
      ...{ runFolder: folder, leaseSeconds: 30, fingerprint: [] },
    });
    const report = await healRuns(healing());
    expect(report.left.map(({ says }) => says).join()).to.contain(`it owes ${id}`);
    expect(namespaces()).to.have.length(1);
    ledger.close(id);
    expect((await healRuns(healing())).cleared).to.have.length(1);
    expect(namespaces()).to.deep.equal([]);
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

  for (const lacking of ['list namespaces', 'delete namespaces', 'deletecollection pods']) {
    it(`touches nothing where its user may not ${lacking}, and says so`, async () => {
      namespace('steadfast-dead-1', 'dead');
      dies(note('dead'));
      api.forbidden.add(lacking);
      const [left] = (await healRuns(healing())).left;
      expect(left?.says).to.contain(`missing permission: ${lacking}`);
      expect(namespaces()).to.deep.equal(['steadfast-dead-1']);
    });
  }

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

    it('removes what was not there before the run, and nothing else', async () => {
      thing('/api/v1', 'configmaps', 'own', 'own-1');
      thing('/api/v1', 'configmaps', 'kube-root-ca.crt', 'root-2');
      thing('/api/v1', 'services', 'web', 'web-1', 'dead');
      thing('/apis/apps/v1', 'statefulsets', 'web', 'web-2', 'dead');
      thing('/api/v1', 'configmaps', 'unlabelled', 'unlabelled-1');
      dies(note('dead', given));
      const report = await healRuns(healing());
      expect(report.cleared[0]?.removed).to.have.members([
        ...['set web', 'service web', 'configmap unlabelled'],
      ]);
      expect(uids()).to.deep.equal(['own-1', 'root-2']);
      expect(notes.list()).to.deep.equal([]);
    });

    it('touches nothing while a living run is there', async () => {
      thing('/apis/apps/v1', 'statefulsets', 'web', 'web-2', 'dead');
      dies(note('dead', given));
      note('alive', { ...given, before: [] });
      const report = await healRuns(healing());
      expect(report.kept.map(({ run }) => run)).to.have.members(['alive', 'dead']);
      expect(uids()).to.deep.equal(['web-2']);
    });

    it('touches nothing where another run is at work, whoever began that one', async () => {
      thing('/apis/apps/v1', 'statefulsets', 'web', 'web-2', 'dead');
      thing('/apis/apps/v1', 'statefulsets', 'web2', 'web-3', 'from-elsewhere');
      dies(note('dead', given));
      const [left] = (await healRuns(healing())).left;
      expect(left?.says).to.contain('in use by run from-elsewhere');
      expect(uids()).to.deep.equal(['web-2', 'web-3']);
    });

    it('removes what several dead runs left there, one after the other', async () => {
      thing('/api/v1', 'services', 'web', 'web-1', 'dead');
      thing('/apis/apps/v1', 'statefulsets', 'web2', 'web-3', 'dead-too');
      dies(note('dead', given));
      dies(note('dead-too', { ...given, before: ['web-1'] }));
      expect((await healRuns(healing())).cleared).to.have.length(2);
      expect(uids()).to.deep.equal([]);
    });

    it('never empties a namespace of the system, whatever a note says', async () => {
      thing('/apis/apps/v1', 'statefulsets', 'web', 'web-2', 'dead', 'kube-system');
      dies(note('dead', { namespace: 'kube-system', before: [] }));
      expect((await healRuns(healing())).left).to.have.length(1);
      expect(uids()).to.deep.equal(['web-2']);
    });
  });

  function healing(parts: Partial<RunHealing> = {}): RunHealing {
    const say = (line: string) => void said.push(line);
    return { find: async (address) => address, say, ledger, notes, ...parts };
  }

  function note(run: string, given: NewRunNote['given'] = null) {
    const cluster = api.address;
    const startedAt = '2026-11-21T04:02:00.000Z';
    return notes.open({ run, runFolder: folder, cluster, startedAt, given });
  }

  /** As its note tells it: a process of that number started at another time. */
  function dies({ id }: { readonly id: string }): void {
    const file = notes.fileOf(id);
    const written = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...written, pidStarted: 'another boot/1' }));
  }

  function namespace(name: string, run?: string): void {
    const labels = run === undefined ? {} : { [RUN_LABEL]: run };
    api.objects.set(`/api/v1/namespaces/${name}`, { metadata: { name, labels } });
  }

  function namespaces(): string[] {
    return [...api.objects.values()].map(({ metadata }) => metadata?.name ?? '');
  }

  function thing(
    ...[group, resource, name, uid, run, within = 'trials']: readonly [
      ...[group: string, resource: string, name: string, uid: string],
      ...[run?: string, within?: string],
    ]
  ): void {
    const labels = run === undefined ? {} : { [RUN_LABEL]: run };
    const metadata = { name, uid, labels };
    api.objects.set(`${group}/namespaces/${within}/${resource}/${name}`, { metadata });
  }

  function uids(): string[] {
    return [...api.objects.values()].map(({ metadata }) => metadata?.uid ?? '');
  }
});
