import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RbacAuthorizationV1Api, type V1Role } from '@kubernetes/client-node';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { parse, stringify } from 'yaml';
import { manifestsFor } from '../lib/cli/commands/rbac.ts';
import { type Api, connect, orNull } from '../lib/cluster/api.ts';
import { attachByName } from '../lib/cluster/choose.ts';
import type { Cluster } from '../lib/model/cluster.ts';
import { openRunNotes, type RunNote } from '../lib/runner/run-notes.ts';
import { packageFolder } from '../lib/support/paths.ts';
import { waitFor } from '../lib/support/wait.ts';

const CLUSTER = process.env.STEADFAST_CLUSTER ?? 'default';
const NAMESPACE = 'steadfast-role-only';
const CONTEXT = 'role-only';
const bin = join(packageFolder(), 'bin', 'steadfast.js');
const folder = mkdtempSync(join(tmpdir(), 'steadfast-existing-'));
const kubeconfig = join(folder, 'kubeconfig');
const where = ['--kubeconfig', kubeconfig, '--context', CONTEXT, '--namespace', NAMESPACE];

/** Stories that need nothing but their namespace, each with a fault that the Role allows. */
const AT_HOME = ['update/canary-with-a-member-lost-below', 'disruption/a-budget-is-used-up'];

/**
 * Needs `steadfast cluster up`, for somewhere to be a stranger. What is shown here is what a
 * service account can do that has the Role that `steadfast rbac` prints, and nothing else.
 */
describe(`the printed Role alone, on the cluster ${CLUSTER}`, function () {
  this.timeout(0);
  let api: Api;

  before(async () => {
    const cluster = await attachByName(CLUSTER);
    if (!cluster) expect.fail(`steadfast cluster up --name ${CLUSTER}`);
    api = connect(cluster);
    const wanted = { namespace: NAMESPACE, serviceAccount: 'stranger', clusterRead: false };
    for (const manifest of manifestsFor(wanted)) await api.objects.create(manifest);
    writeFileSync(kubeconfig, await strangersFile(api, cluster), { mode: 0o600 });
  });
  after(async () => {
    await orNull(api.core.deleteNamespace({ name: NAMESPACE }));
    await waitFor({
      what: `${NAMESPACE} to go`,
      limit: 'namespaceGoneMs',
      read: () => orNull(api.core.readNamespace({ name: NAMESPACE })),
      until: (found) => found === null,
      describe: (found) => found?.status?.phase ?? 'gone',
    });
  });

  it('plays stories that stay in their namespace, and leaves it empty', async () => {
    const out = join(folder, 'at-home');
    const { code, said } = await steadfast([...AT_HOME, '--out', out]);
    expect(code, said).to.equal(0);
    const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
    expect(report.run.status).to.equal('finished');
    const { items } = await api.core.listNamespacedPod({ namespace: NAMESPACE });
    expect(items).to.deep.equal([]);
  });

  it('is emptied by heal of what a killed run left there, and of nothing else', async () => {
    const own = { metadata: { name: 'was-there' } };
    await api.core.createNamespacedConfigMap({ namespace: NAMESPACE, body: own });
    const [story = ''] = AT_HOME;
    const child = spawn(process.execPath, [bin, 'run', story, ...where], { stdio: 'ignore' });
    await waitFor({
      what: 'the run to have a member',
      limit: 'podReadyMs',
      read: () => api.core.listNamespacedPod({ namespace: NAMESPACE }),
      until: ({ items }) => items.some(({ status }) => status?.phase === 'Running'),
      describe: ({ items }) => `${items.length} pods`,
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const isOfRun = ({ given }: RunNote) => given?.namespace === NAMESPACE;
    expect(openRunNotes().list().filter(isOfRun)).to.have.length(1);

    const { code, said } = await ended(spawn(process.execPath, [bin, 'heal']));
    expect(code, said).to.equal(0);
    expect(said).to.contain('removed: set web');
    expect(openRunNotes().list().filter(isOfRun)).to.deep.equal([]);
    const { items: claims } = await api.core.listNamespacedPersistentVolumeClaim({
      namespace: NAMESPACE,
    });
    const { items: maps } = await api.core.listNamespacedConfigMap({ namespace: NAMESPACE });
    expect(claims).to.deep.equal([]);
    expect(maps.map(({ metadata }) => metadata?.name)).to.have.members([
      ...['was-there', 'kube-root-ca.crt'],
    ]);
  });

  it('is not enough to look for namespaces of runs, and heal says what is missing', async () => {
    const there = ['--kubeconfig', kubeconfig, '--context', CONTEXT];
    const { code, said } = await ended(spawn(process.execPath, [bin, 'heal', ...there]));
    expect(code, said).to.equal(64);
    expect(said).to.contain('missing permission: list namespaces, in the whole cluster');
  });

  const refused = [
    { story: 'deletion/delete-and-create-again', says: 'lacks capability volume-read' },
    { story: 'network-split/cut-off-node', says: 'lacks capability node-network-split' },
    { story: 'control-plane/nobody-answers', says: 'lacks capability node-exec' },
    { story: 'termination/ways-to-go', says: 'lacks capability node-exec' },
  ];
  for (const { story, says } of refused) {
    it(`does not play ${story}, and says that it ${says}`, async () => {
      const { code, said } = await steadfast([story, '--out', join(folder, says)]);
      expect(code, said).to.equal(2);
      expect(said).to.contain(`NOT RUN  ${story}`);
      expect(said).to.contain(`${says}: an existing cluster gives no access to its nodes`);
    });
  }

  it('says which permission is missing for looking at what belongs to no namespace', async () => {
    const { code, said } = await steadfast(['network-split/cut-off-node', '--json']);
    expect(code, said).to.equal(2);
    expect(said).to.contain('permission: its user may not list nodes, in the whole cluster');
  });

  const taken = [
    { resource: 'pods/eviction', says: 'missing permission: create pods/eviction' },
    { resource: 'statefulsets', says: 'missing permission: get statefulsets (apps)' },
    { resource: 'endpointslices', says: 'missing permission: get endpointslices' },
  ];
  for (const { resource, says } of taken) {
    it(`without ${resource} in the Role nothing is touched, and it says: ${says}`, async () => {
      const whole = await role();
      const rules = (whole.rules ?? []).filter(({ resources }) => !resources?.includes(resource));
      await replaceRole({ ...whole, rules });
      try {
        const { code, said } = await steadfast(['disruption/a-budget-is-used-up']);
        expect(code, said).to.equal(64);
        expect(said).to.contain(says);
        expect(said).to.contain(`steadfast rbac --namespace ${NAMESPACE}`);
      } finally {
        await replaceRole({ ...(await role()), rules: whole.rules ?? [] });
      }
    });
  }

  const ours = { name: 'steadfast', namespace: NAMESPACE };
  const roles = () => api.config.makeApiClient(RbacAuthorizationV1Api);
  const role = () => roles().readNamespacedRole(ours);
  const replaceRole = (body: V1Role) => roles().replaceNamespacedRole({ ...ours, body });
});

/** The service account's own file: the server as the administrator has it, and its own token. */
async function strangersFile(api: Api, cluster: Cluster): Promise<string> {
  const { status } = await api.core.createNamespacedServiceAccountToken({
    name: 'stranger',
    namespace: NAMESPACE,
    body: { spec: { audiences: [], expirationSeconds: 7200 } },
  });
  const admin = parse(readFileSync(cluster.kubeconfig, 'utf8'));
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'there', cluster: admin.clusters[0].cluster }],
    users: [{ name: 'stranger', user: { token: status?.token } }],
    contexts: [{ name: CONTEXT, context: { cluster: 'there', user: 'stranger' } }],
  });
}

async function steadfast(
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly said: string }> {
  return ended(spawn(process.execPath, [bin, 'run', ...args, ...where]));
}

async function ended(
  child: ChildProcessWithoutNullStreams,
): Promise<{ readonly code: number | null; readonly said: string }> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += String(chunk);
    });
  }
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, said };
}
