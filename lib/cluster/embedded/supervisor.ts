import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { run } from '../../support/exec.ts';
import { afterLease, OFF, readPower, uptime, writePower } from '../power-file.ts';
import { removeGroup } from './groups.ts';
import { API_PORT, type ClusterPlan, NODE_PATH, type NodePlan, planSchema } from './plan.ts';
import { LISTENER, NODE_READY, pidFile } from './supervision.ts';

/**
 * The first process of an embedded cluster, in network, mount and process namespaces of its own:
 * when it ends, the kernel ends everything else. It lays the nodes' network, switches nodes on and
 * off, and hands connections from this machine's loopback on to the API server.
 */
const plan = planSchema.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));

await run(['mount', '-t', 'tmpfs', 'tmpfs', '/run']);
// Seen in these namespaces only: the network tools of the Debian system look processes up there.
await run(['mount', '-t', 'proc', 'proc', join(plan.debianRoot, 'proc')]);
await layNetwork();
forward();
await Promise.all(plan.nodes.map((node) => keep(node)));

async function ip(...words: readonly string[]): Promise<void> {
  await run(['chroot', plan.debianRoot, 'ip', ...words]);
}

async function layNetwork(): Promise<void> {
  await ip('link', 'set', 'lo', 'up');
  await ip('link', 'add', 'nodes', 'type', 'bridge');
  await ip('address', 'add', `${plan.gateway}/16`, 'dev', 'nodes');
  await ip('link', 'set', 'nodes', 'up');
}

/** The listener was opened outside, on the loopback of the machine, and is inherited. */
function forward(): void {
  const [controlPlane] = plan.nodes;
  if (!controlPlane) throw new Error('a cluster without a control plane');
  const server = createServer({ noDelay: true }, (outside) => {
    const inside = connect({ host: controlPlane.address, port: API_PORT, noDelay: true });
    outside.pipe(inside).pipe(outside);
    // Either end may break off at any time; the other one then has to hear of it.
    outside.on('error', () => inside.destroy());
    inside.on('error', () => outside.destroy());
    outside.on('close', () => inside.destroy());
    inside.on('close', () => outside.destroy());
  });
  server.listen({ fd: LISTENER });
}

/** A node runs while its power file says `on`; one that ends is off until it is told again. */
async function keep(node: NodePlan): Promise<never> {
  for (;;) {
    while (!isToRun(node)) await sleep(100);
    await life(node);
    const { power } = readPower(node);
    if (power === 'on') writePower(node, OFF);
  }
}

/** A lease that nobody renews ends here: nothing that is done to a node reaches this process. */
function isToRun(node: NodePlan): boolean {
  const word = readPower(node);
  const next = afterLease(word, uptime());
  if (next !== word) writePower(node, next);
  return next.power === 'on';
}

/** One life of a node, from its start until its first process has ended. */
async function life(node: NodePlan): Promise<void> {
  const device = `v${plan.nodes.indexOf(node)}`;
  await mkdir(node.folder, { recursive: true });
  const program = (name: string) => fileURLToPath(new URL(`./programs/${name}`, import.meta.url));
  const group = `${plan.group}/${node.name}`;
  await forget(group);
  const argv = [program('node-start.sh'), group, 'bash', program('node-init.sh')];
  const child = spawn('bash', argv, {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
    env: { ...environmentOf(plan, node), NODE_PATH, PATH: process.env.PATH },
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const pid = await firstChildOf(child.pid ?? 0, ended);
  if (pid === null) return;
  // The kernel may take its time with what a life before this one has left.
  await ip('link', 'delete', device).catch(() => {});
  await ip('link', 'add', device, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', `${pid}`);
  await ip('link', 'set', device, 'master', 'nodes', 'up');
  await Promise.race([once(child.stdio[NODE_READY] as Readable, 'data'), ended]);
  await writeFile(`${pidFile(node)}.new`, `${pid}\n`);
  await rename(`${pidFile(node)}.new`, pidFile(node));
  const watch = setInterval(() => {
    // Power goes all at once: nobody on the node gets to say a last word.
    if (readPower(node).power !== 'on') child.kill('SIGKILL');
  }, 100);
  await ended;
  clearInterval(watch);
  await rm(pidFile(node), { force: true });
}

/**
 * Groups are the kernel's memory, and none outlives a loss of power: a kubelet takes those of the
 * life before for containers, and looks for each of them for 3 s before it is Ready. Whoever is
 * still in one is about to end.
 */
async function forget(group: string): Promise<void> {
  const until = performance.now() + 2000;
  while ((await removeGroup(group)).length > 0 && performance.now() < until) await sleep(50);
}

function environmentOf({ nodes, ...all }: ClusterPlan, node: NodePlan) {
  const others = nodes.filter((other) => other !== node);
  return {
    NODE: node.name,
    FOLDER: node.folder,
    ROOT: all.debianRoot,
    SHARED: all.shared,
    KUBERNETES: all.kubernetesFolder,
    TOOLS: all.toolsFolder,
    STORE: all.imageStore,
    OVERRIDES: all.overrides ?? '',
    NEXT: all.next?.folder ?? '',
    ADDRESS: node.address,
    GATEWAY: all.gateway,
    ROUTES: others.map(({ podRange, address }) => `${podRange}=${address}`).join(' '),
  };
}

/** The process that was forked into the new namespaces; null when it never came to that. */
async function firstChildOf(parent: number, ended: Promise<unknown>): Promise<number | null> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!over) {
    const pid = Number(childrenOf(parent).at(0) ?? 0);
    if (pid > 0 && isInside(pid)) return pid;
    await sleep(10);
  }
  return null;
}

/** The scripts before it have children too; this one has a process namespace of its own. */
function isInside(pid: number): boolean {
  try {
    const [, ids = ''] = /^NSpid:\s*(.*)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return ids.split(/\s+/).length > 1;
  } catch {
    return false;
  }
}

function childrenOf(pid: number): readonly string[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.split(' ').filter(Boolean);
  } catch {
    return [];
  }
}
