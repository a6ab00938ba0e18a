import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { HarnessError } from '../../support/errors.ts';
import { waitFor } from '../../support/wait.ts';
import { ON, readPower, writePower } from '../power-file.ts';
import { isOn } from './is-on.ts';
import type { Places } from './places.ts';
import type { ClusterPlan } from './plan.ts';
import { LISTENER, supervisorOf } from './supervision.ts';

export interface Started {
  /** The first process of the cluster, as this machine numbers it. */
  readonly supervisor: number;
  /** The port on this machine's loopback that leads to the API server. */
  readonly port: number;
}

const NAMESPACES = ['--mount', '--net', '--pid', '--ipc', '--uts', '--mount-proc'];

/** Starts the supervisor, which outlives this process, and waits until every node is on. */
export async function start(
  plan: ClusterPlan,
  places: Places,
  signal: AbortSignal | undefined,
): Promise<Started> {
  await mkdir(plan.shared, { recursive: true });
  // Pods that are not root pass through it on the way to their own volume, whatever our umask is.
  await chmod(plan.shared, 0o755);
  for (const node of plan.nodes) {
    await mkdir(node.folder, { recursive: true });
    writePower(node, ON);
  }
  await writeFile(places.plan, `${JSON.stringify(plan, null, 2)}\n`, { mode: 0o600 });
  const { port, hasEnded } = await spawnSupervisor(places);
  await waitFor({
    what: `the nodes of ${plan.name} to be on`,
    limit: 'nodeReadyMs',
    everyMs: 20,
    signal,
    read: async () => ({
      waiting: plan.nodes.filter((node) => !isOn(node)).map(({ name }) => name),
      // A node that ended by itself was switched off by the supervisor.
      failed: hasEnded() || plan.nodes.some((node) => readPower(node).power !== 'on'),
    }),
    until: ({ waiting, failed }) => waiting.length === 0 || failed,
    describe: ({ waiting }) => `off: ${waiting.join(', ')}`,
  });
  const supervisor = supervisorOf(places.plan);
  if (supervisor === null || !plan.nodes.every(isOn)) return complain(places);
  return { supervisor, port };
}

/** The listener is opened here, outside all namespaces, and handed down to the supervisor. */
async function spawnSupervisor(places: Places) {
  const listener = createServer();
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = listener.address() as AddressInfo;
  const { fd } = (listener as unknown as { _handle: { fd: number } })._handle;
  const log = openSync(places.log, 'a', 0o600);
  // The compiled package has the same file beside this one, under its compiled name.
  const itself = fileURLToPath(import.meta.url);
  const program = itself.replace(/start\.(\w+)$/, 'supervisor.$1');
  const words = [...NAMESPACES, '--propagation', 'private', '--fork', '--kill-child', '--'];
  const stdio = ['ignore', log, log];
  stdio[LISTENER] = fd as never;
  const child = spawn('unshare', [...words, process.execPath, program, places.plan], {
    stdio: stdio as never,
    detached: true,
    cwd: '/',
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject).once('spawn', resolve);
  });
  child.unref();
  listener.close();
  closeSync(log);
  return { port, hasEnded: () => child.exitCode !== null || child.signalCode !== null };
}

async function complain(places: Places): Promise<never> {
  const said = await readFile(places.log, 'utf8').catch(() => '');
  throw new HarnessError({
    what: `cluster ${places.name} did not start`,
    lastSeen: said.trim().split('\n').slice(-4).join('\n             ') || 'not a word',
    tryThis: 'steadfast doctor --provider embedded',
  });
}
