import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { connect } from '../cluster/api.ts';
import { type ApiInMemory, apiInMemory } from './api-in-memory.ts';
import { openLedger } from './ledger.ts';
import { RUN_LABEL } from './namespace.ts';
import { openRunNotes } from './run-notes.ts';
import { removeRuns, runsThere } from './runs-there.ts';

const CREATED = new Date('2026-11-21T04:02:00Z');

describe('runs on a cluster whose runners were elsewhere', () => {
  let folder: string;
  let api: ApiInMemory;
  const said: string[] = [];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'steadfast-there-'));
    api = await apiInMemory();
    namespace('steadfast-a-1', 'a');
    namespace('steadfast-a-2', 'a');
    namespace('steadfast-ab-1', 'ab');
    namespace('kube-system', 'a');
    namespace('theirs');
  });
  afterEach(async () => {
    await api.close();
    rmSync(folder, { recursive: true });
  });

  it('are told by the label of their namespaces', async () => {
    const there = await runsThere(connect(api.address), known());
    expect(there).to.deep.equal([
      {
        ...{ run: 'a', runner: null },
        namespaces: ['steadfast-a-1', 'steadfast-a-2'].map((name) => ({
          name,
          createdAt: CREATED,
        })),
      },
      {
        ...{ run: 'ab', runner: null },
        namespaces: [{ name: 'steadfast-ab-1', createdAt: CREATED }],
      },
    ]);
  });

  it('lose their namespaces when they are named, and no other run does', async () => {
    const { removed, left } = await remove('a');
    expect(removed).to.deep.equal(['namespace steadfast-a-1', 'namespace steadfast-a-2']);
    expect(left).to.deep.equal([]);
    expect(names()).to.deep.equal(['steadfast-ab-1', 'kube-system', 'theirs']);
  });

  it('are refused when nothing there has their label, with those that there are', async () => {
    const error = await remove('a', 'b').catch((thrown: unknown) => thrown);
    expect(String(error)).to.contain('labelled with run b').and.to.contain('a, ab');
    expect(names()).to.have.length(5);
  });

  it('are left to a runner that is alive here, by whatever name it knows the cluster', async () => {
    known().notes.open({
      ...{ run: 'a', runFolder: folder, startedAt: CREATED.toISOString(), given: null },
      cluster: { ...api.address, provider: 'kind', cluster: 'c' },
    });
    const { removed, left } = await remove('a', 'ab');
    expect(left.map(({ run }) => run)).to.deep.equal(['a']);
    expect(left[0]?.says).to.contain(`alive here (process ${process.pid})`);
    expect(removed).to.deep.equal(['namespace steadfast-ab-1']);
  });

  it('are left as they are while they owe a fault', async () => {
    known().ledger.open({
      ...{ fault: 'hold-by-finalizer', params: {}, cluster: api.address, run: 'a' },
      ...{ runFolder: folder, leaseSeconds: 30, fingerprint: [] },
    });
    const { left } = await remove('a');
    expect(left[0]?.says).to.contain('it owes hold-by-finalizer');
    expect(names()).to.have.length(5);
  });

  for (const lacking of ['list namespaces', 'delete namespaces', 'list statefulsets']) {
    it(`are not touched by whoever may not ${lacking}, and that is what is said`, async () => {
      api.forbidden.add(lacking);
      const error = await remove('a').catch((thrown: unknown) => thrown);
      expect(error).to.have.property('name', 'UsageError');
      expect(String(error)).to.contain(`missing permission: ${lacking}`);
      expect(names()).to.have.length(5);
    });
  }

  function known() {
    return {
      notes: openRunNotes(join(folder, 'runs')),
      ledger: openLedger(join(folder, 'debts')),
    };
  }

  function remove(...runs: readonly string[]) {
    const say = (line: string) => void said.push(line);
    return removeRuns(connect(api.address), runs, { say, ...known() });
  }

  function namespace(name: string, run?: string): void {
    const labels = run === undefined ? {} : { [RUN_LABEL]: run };
    const metadata = { name, labels, creationTimestamp: CREATED };
    api.objects.set(`/api/v1/namespaces/${name}`, { metadata });
  }

  function names(): string[] {
    return [...api.objects.values()].map(({ metadata }) => metadata?.name ?? '');
  }
});
