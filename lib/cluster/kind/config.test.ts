import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import type { Timers } from '../../model/cluster.ts';
import { HarnessError } from '../../support/errors.ts';
import { deriveConfig } from './config.ts';
import { configFile } from './places.ts';

const file = configFile();
const text = readFileSync(file, 'utf8');

interface Config {
  readonly nodes: { role: string; extraMounts: { hostPath: string; containerPath: string }[] }[];
  readonly kubeadmConfigPatches: string[];
  readonly networking: unknown;
}

function derived(timers: Timers): Config {
  return parse(deriveConfig({ text, folder: dirname(file), timers, shared: '/state/shared' }));
}

describe('the configuration given to kind', () => {
  it('keeps one control plane, three workers and the network as the file has them', () => {
    const { nodes, networking } = derived('short');
    expect(nodes.map(({ role }) => role)).to.deep.equal([
      'control-plane',
      'worker',
      'worker',
      'worker',
    ]);
    expect(networking).to.deep.equal((parse(text) as Config).networking);
    expect(networking).to.include({ apiServerAddress: '127.0.0.1', disableDefaultCNI: true });
  });

  it("mounts the cluster's own shared folder in every node", () => {
    for (const { extraMounts } of derived('short').nodes) {
      const shared = extraMounts.filter(
        ({ containerPath }) => containerPath === '/steadfast/shared',
      );
      expect(shared.map(({ hostPath }) => hostPath)).to.deep.equal(['/state/shared']);
    }
  });

  it('finds the audit policy wherever kind is started', () => {
    const [policy] = derived('short').nodes[0]?.extraMounts ?? [];
    expect(policy?.hostPath).to.equal(`${dirname(file)}/lib/cluster/audit-policy.yaml`);
    expect(readFileSync(policy?.hostPath ?? '', 'utf8')).to.include('kind: Policy');
  });

  it('leaves every patch as it is when timers are short', () => {
    const { kubeadmConfigPatches } = derived('short');
    expect(kubeadmConfigPatches).to.deep.equal((parse(text) as Config).kubeadmConfigPatches);
    const all = kubeadmConfigPatches.join('\n');
    expect(all).to.include('node-monitor-grace-period').and.include('nodeLeaseDurationSeconds: 8');
  });

  it('drops exactly the timers when they are to be stock', () => {
    const before = (parse(text) as Config).kubeadmConfigPatches.map((patch) => parse(patch));
    const after = derived('stock').kubeadmConfigPatches.map((patch) => parse(patch));
    const lost = before.map((patch, at) => difference(leaves(patch), leaves(after[at])));
    expect(lost).to.deep.equal([
      [
        'apiServer.extraArgs.default-not-ready-toleration-seconds=5',
        'apiServer.extraArgs.default-unreachable-toleration-seconds=5',
        'controllerManager.extraArgs.kube-api-burst=200',
        'controllerManager.extraArgs.kube-api-qps=100',
        'controllerManager.extraArgs.node-monitor-grace-period=12s',
        'controllerManager.extraArgs.node-monitor-period=2s',
      ],
      [
        'apiServer.extraArgs.default-not-ready-toleration-seconds=5',
        'apiServer.extraArgs.default-unreachable-toleration-seconds=5',
        'controllerManager.extraArgs.kube-api-burst=200',
        'controllerManager.extraArgs.kube-api-qps=100',
        'controllerManager.extraArgs.node-monitor-grace-period=12s',
        'controllerManager.extraArgs.node-monitor-period=2s',
      ],
      [
        'crashLoopBackOff.maxContainerRestartPeriod=10s',
        'featureGates.KubeletCrashLoopBackOffMax=true',
        'nodeLeaseDurationSeconds=8',
        'nodeStatusReportFrequency=1m',
        'nodeStatusUpdateFrequency=2s',
      ],
      [],
    ]);
    const gained = after.map((patch, at) => difference(leaves(patch), leaves(before[at])));
    expect(gained).to.deep.equal([[], [], [], []]);
  });

  it('says the same to old and new releases of kubeadm', () => {
    const [beta4, beta3] = derived('short').kubeadmConfigPatches.map((patch) => parse(patch));
    const body = (patch: unknown) =>
      leaves(patch).filter((leaf) => !leaf.startsWith('apiVersion='));
    expect(body(beta4)).to.deep.equal(body(beta3));
  });

  it('refuses a file in which a node lacks the shared folder', () => {
    const bare = 'nodes: [{role: worker, extraMounts: []}]\nkubeadmConfigPatches: []\n';
    const derive = () => deriveConfig({ text: bare, folder: '/', timers: 'short', shared: '/s' });
    expect(derive).to.throw(HarnessError, /worker without a mount/);
  });
});

/** Every value with the way to it; an argument in a list counts as one in a map. */
function leaves(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [`${path}=${value}`];
  const named = (item: unknown, at: number): [string, unknown] => {
    const { name, value: inner } = item as { name?: string; value?: unknown };
    return inner === undefined ? [name ?? `${at}`, item] : [name ?? `${at}`, inner];
  };
  const entries = Array.isArray(value) ? value.map(named) : Object.entries(value);
  return entries.flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key)).sort();
}

function difference(one: readonly string[], other: readonly string[]): readonly string[] {
  return one.filter((leaf) => !other.includes(leaf));
}
