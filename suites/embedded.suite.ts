import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { connect } from '../lib/cluster/api.ts';
import { placesOf } from '../lib/cluster/embedded/places.ts';
import { embeddedProvider } from '../lib/cluster/embedded/provider.ts';
import { supervisorOf } from '../lib/cluster/embedded/supervision.ts';
import type { Cluster } from '../lib/model/cluster.ts';
import { openRunNotes } from '../lib/runner/run-notes.ts';
import { packageFolder } from '../lib/support/paths.ts';
import { waitFor } from '../lib/support/wait.ts';
import {
  familyOf,
  inhabitantsOf,
  LOOPBACK,
  listeners,
  namespacesOf,
  tracesOf,
} from './support/inventory.ts';

const bin = join(packageFolder(), 'bin', 'steadfast.js');
const folder = mkdtempSync(join(tmpdir(), 'steadfast-embedded-'));
const progress = () => {};
const PLAIN = { kubernetes: null, timers: 'short', forThisRun: false, progress } as const;

/** What embedded clusters owe the machine they run on, and each other. */
describe('embedded clusters', function () {
  this.timeout(0);
  const started: ChildProcess[] = [];
  const names: string[] = [];

  after(async () => {
    for (const child of started) if (child.exitCode === null) child.kill('SIGKILL');
    for (const name of names) await embeddedProvider.down(name, progress);
  });

  it('three of them run side by side, and nothing listens beyond loopback', async () => {
    const before = new Set(listeners());
    const wanted = [
      { name: 'side-a', workers: 3 },
      { name: 'side-b', workers: 1 },
      { name: 'side-c', workers: 2 },
    ];
    names.push(...wanted.map(({ name }) => name));
    const clusters: Cluster[] = [];
    for (const one of wanted) clusters.push(await embeddedProvider.up({ ...PLAIN, ...one }));
    expect(clusters.map(({ nodes }) => nodes.length)).to.deep.equal([4, 2, 3]);
    for (const { subject, ...where } of clusters) {
      const body = { metadata: { name: subject.cluster } };
      await connect(where).core.createNamespacedConfigMap({ namespace: 'default', body });
    }
    for (const { subject, nodes, ...where } of clusters) {
      const { core } = connect(where);
      const maps = (await core.listNamespacedConfigMap({ namespace: 'default' })).items;
      const found = maps.map(({ metadata }) => metadata?.name);
      expect(found.filter((name) => name?.startsWith('side-'))).to.deep.equal([subject.cluster]);
      const { items } = await core.listNode();
      expect(items.map(({ metadata }) => metadata?.name).sort()).to.deep.equal(
        nodes.map(({ name }) => name).sort(),
      );
    }
    const opened = listeners().filter((address) => !before.has(address));
    expect(opened).to.have.length.at.least(3);
    expect(opened.filter((address) => !address.startsWith(`${LOOPBACK}:`))).to.deep.equal([]);
    for (const { name } of wanted) await embeddedProvider.down(name, progress);
  });

  const moments = [
    { when: 'while its cluster is coming up', isNow: (state: string) => isUp(state) },
    { when: 'in the middle of a story', isNow: (_: string, out: string) => isPlaying(out) },
  ];
  for (const [place, { when, isNow }] of moments.entries()) {
    it(`a runner killed ${when} and then heal: nothing of ours is left`, async () => {
      const state = join(folder, `state-${place}`);
      const out = join(folder, `run-${place}`);
      const listening = listeners();
      const run = steadfast(state, ['run', 'deletion', '--provider', 'embedded', '--out', out]);
      await waitFor({
        what: `the run to be killed ${when}`,
        limit: 'clusterUpMs',
        everyMs: 50,
        read: async () => isNow(state, out),
        until: (now) => now,
        describe: (now) => (now ? 'now' : 'not yet'),
      });
      const [cluster = ''] = readdirSync(join(state, 'steadfast', 'embedded'));
      const plan = join(state, 'steadfast', 'embedded', cluster, 'plan.json');
      const supervisor = supervisorOf(plan);
      const family = supervisor === null ? [] : familyOf(supervisor);
      const namespaces = namespacesOf(family);
      expect(namespaces.size).to.be.greaterThan(3);
      run.kill('SIGKILL');
      await once(run, 'exit');
      expect(
        inhabitantsOf(namespaces, cluster),
        'the cluster outlives its runner',
      ).to.not.deep.equal([]);

      const healed = steadfast(state, ['heal']);
      const [code] = (await once(healed, 'exit')) as [number | null];
      expect(code).to.equal(0);
      expect(inhabitantsOf(namespaces, cluster)).to.deep.equal([]);
      expect(tracesOf(cluster)).to.deep.equal([]);
      expect(readdirSync(join(state, 'steadfast', 'embedded'))).to.deep.equal([]);
      expect(openRunNotes(join(state, 'steadfast', 'runs')).list()).to.deep.equal([]);
      expect(listeners().filter((address) => !listening.includes(address))).to.deep.equal([]);
    });
  }

  it('says which component does not stay up, and leaves nothing of the attempt', async () => {
    const controllerManager = join(folder, 'kube-controller-manager');
    writeFileSync(controllerManager, '#!/bin/sh\necho "no such flag: --sense" >&2\nexit 7\n');
    chmodSync(controllerManager, 0o755);
    names.push('broken');
    const error = await embeddedProvider
      .up({ ...PLAIN, name: 'broken', workers: 1, controllerManager })
      .catch((thrown: unknown) => thrown);
    expect(String(error)).to.contain('kube-controller-manager on broken-control-plane ended');
    expect(String(error)).to.contain('with 7').and.to.contain('no such flag: --sense');
    expect(existsSync(placesOf('broken').folder)).to.equal(false);
  });

  function isUp(state: string): boolean {
    const clusters = join(state, 'steadfast', 'embedded');
    const [name] = existsSync(clusters) ? readdirSync(clusters) : [];
    return name !== undefined && existsSync(join(clusters, name, 'kubeconfig'));
  }

  function isPlaying(out: string): boolean {
    return existsSync(join(out, 'deletion.delete-and-create-again', 'history.jsonl'));
  }

  function steadfast(state: string, args: readonly string[]): ChildProcess {
    const child = spawn(process.execPath, [bin, ...args], {
      stdio: ['ignore', 'ignore', 'ignore'],
      env: { ...process.env, XDG_STATE_HOME: state },
    });
    started.push(child);
    return child;
  }
});
