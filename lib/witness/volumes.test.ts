import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { Entry } from '../model/entry.ts';
import { attempt } from '../support/exec.ts';
import { bootsOf } from './node-boots.ts';
import { type Notebook, openNotebook } from './notebook.ts';
import type { RawVolume } from './project-objects.ts';
import { Volumes } from './volumes.ts';

const LINES = [
  'E 0 3764670 18ffe251 web vm u1 n1 vm empty - 49fc9eb780131fa3',
  'B 1 3764760 18ffe251 web vm u1 n1 vm beat 49fc9eb780131fa3 a55a27c24cf6444d',
  'B 2 3764880 18ffe251 web vm u1 n1 vm beat a55a27c24cf6444d a4f60615b5588609',
  'B 3 3764990 18ffe251 web vm u1 n1 vm beat a4f60615b5588609 921e6d705dd21e28',
];
const text = (...lines: string[]) => lines.map((line) => `${line}\n`).join('');

describe('the harvest of a volume', () => {
  let folder: string;
  let notebook: Notebook;
  let reachable: boolean;
  const log = () => join(folder, 'volume', 'witness.log');

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'volumes-'));
    notebook = openNotebook(join(folder, 'history.jsonl'), performance.now());
    reachable = true;
    await attempt(['mkdir', join(folder, 'volume')]);
  });
  afterEach(() => {
    notebook.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** This machine is the node: its commands are run for real. */
  const node: ClusterNode = {
    ...{ name: 'n1', role: 'worker', address: '127.0.0.1', podRange: '' },
    exec: (command) => {
      return reachable ? attempt(command) : Promise.reject(new Error('the node is down'));
    },
    follow: () => ({ ended: Promise.resolve({ says: 'not here' }), stop: async () => {} }),
  };

  const begin = (nodeName: string | null = 'n1') => {
    const cluster = { nodes: [node] } as unknown as Cluster;
    const volumes = new Volumes(cluster, notebook, bootsOf());
    const terms = [
      { matchExpressions: [{ key: 'kubernetes.io/hostname', values: [nodeName ?? ''] }] },
    ];
    volumes.meet({
      metadata: { name: 'pv', uid: 'pv', resourceVersion: '1', creationTimestamp: '' },
      spec: {
        claimRef: { name: 'data-web-0', namespace: 'story', uid: 'c' },
        hostPath: { path: join(folder, 'volume') },
        ...(nodeName ? { nodeAffinity: { required: { nodeSelectorTerms: terms } } } : {}),
      },
    } satisfies RawVolume);
    return volumes;
  };
  const told = (entries: readonly Entry[]) =>
    entries.map((entry) => {
      if (entry.kind === 'beat') return `beat ${entry.n} ${entry.intact}`;
      if (entry.kind === 'step') return entry.says;
      return entry.kind === 'gap' ? `gap ${entry.where}` : entry.kind;
    });

  it('writes each line down once, in the order of the file', async () => {
    const volumes = begin();
    await volumes.harvest();
    writeFileSync(log(), text(...LINES.slice(0, 3)));
    await volumes.harvest();
    appendFileSync(log(), text(...LINES.slice(3)));
    await volumes.harvest();
    volumes.finish();
    expect(told(notebook.entries)).to.deep.equal([
      'epoch',
      'beat 1 true',
      'beat 2 true',
      'beat 3 true',
    ]);
    expect(notebook.entries[1]).to.include({
      clock: 'uptime:18ffe251',
      at: 3764760,
      claim: 'data-web-0',
    });
  });

  it('reads a volume that every node has on any of them', async () => {
    const volumes = begin(null);
    writeFileSync(log(), text(...LINES));
    await volumes.harvest();
    expect(notebook.entries).to.have.length(4);
  });

  it('says which lines were there and are gone, and that the chain is broken now', async () => {
    const volumes = begin();
    writeFileSync(log(), text(...LINES));
    await volumes.harvest();
    writeFileSync(log(), readFileSync(log(), 'utf8').replace(`${LINES[2]}\n`, ''));
    await volumes.harvest();
    expect(told(notebook.entries).slice(4)).to.deep.equal([
      'beat 3 false',
      'data-web-0: 1 lines that were there are gone, 0 are cut',
    ]);
  });

  it('has no gap for a node that could be read later, and one for a node that could not', async () => {
    const volumes = begin();
    writeFileSync(log(), text(...LINES));
    reachable = false;
    await volumes.harvest();
    reachable = true;
    await volumes.harvest();
    volumes.finish();
    expect(told(notebook.entries)).not.to.include('gap data-web-0');
    reachable = false;
    await volumes.harvest();
    volumes.finish();
    expect(told(notebook.entries).at(-1)).to.equal('gap data-web-0');
  });

  it('has a gap for a volume that was removed, once', async () => {
    const volumes = begin();
    writeFileSync(log(), text(...LINES));
    await volumes.harvest();
    rmSync(join(folder, 'volume'), { recursive: true });
    await volumes.harvest();
    await volumes.harvest();
    volumes.finish();
    expect(told(notebook.entries).slice(4)).to.deep.equal(['gap data-web-0']);
  });
});
