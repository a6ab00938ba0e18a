import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { ClusterNode, NodePower } from '../../model/cluster.ts';
import { HarnessError } from '../../support/errors.ts';
import { attempt, run } from '../../support/exec.ts';
import { leasedSwitch } from '../leased-switch.ts';
import { hasWord, ON, type Switched, writePower } from '../power-file.ts';
import { returnQuickly } from '../quick-return.ts';
import { readRecord } from '../record.ts';
import { timersName } from '../timers.ts';
import { installNetwork } from './network.ts';
import type { Places } from './places.ts';

/** What a timer says when it has read its lease and counts. */
export const COUNTS = 'counting';

export function switchedNode({ folder }: Places, name: string): Switched {
  return { folder: join(folder, 'power', name) };
}

/**
 * A node of kind is a container, and its power is that of the container. While it is off a process
 * of this machine keeps the timer: it outlives the runner, and lies in nothing that the node has.
 */
export function powerOf(places: Places, name: string, nodes: readonly ClusterNode[]): NodePower {
  const node = switchedNode(places, name);
  const power = leasedSwitch({
    ...{ ...node, name },
    async cut() {
      await startTimer(places, name);
      // Its first process is killed, and the kernel ends all others of the container with it.
      if ((await look(name)).up) await run(['docker', 'kill', name]);
    },
    restore: () => bringUp(places, name, nodes),
    look: () => look(name),
  });
  return {
    ...power,
    async off(lease) {
      // Nobody has said anything of a node that was never switched: it is on.
      mkdirSync(node.folder, { recursive: true });
      if (!hasWord(node)) writePower(node, ON);
      await power.off(lease);
    },
    async on() {
      mkdirSync(node.folder, { recursive: true });
      await power.on();
    },
  };
}

/** Boots a node. It has lost its routes and what its kernel was told, and may have moved. */
export async function bringUp(
  places: Places,
  name: string,
  nodes: readonly ClusterNode[],
): Promise<void> {
  await run(['docker', 'start', name]);
  await installNetwork({ subject: { cluster: places.name }, nodes });
  const booted = nodes.filter((one) => one.name === name);
  const record = await readRecord(places.record);
  if (record && timersName(record.timers) === 'short') await returnQuickly(booted);
}

/** The timer counts before the power goes: a runner that dies in between leaves it behind. */
async function startTimer(places: Places, name: string): Promise<void> {
  // The compiled package has the same file beside this one, under its compiled name.
  const itself = fileURLToPath(import.meta.url);
  const program = itself.replace(/power\.(\w+)$/, 'power-timer.$1');
  const log = join(switchedNode(places, name).folder, 'timer.log');
  const file = openSync(log, 'w', 0o600);
  const child = spawn(process.execPath, [program, places.name, name], {
    stdio: ['ignore', 'pipe', file],
    detached: true,
    cwd: '/',
  });
  closeSync(file);
  const stdout = child.stdout as Readable;
  const counts = await new Promise<boolean>((resolve, reject) => {
    child.once('error', reject).once('close', () => resolve(false));
    stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.includes(COUNTS)));
  });
  if (!counts) {
    throw new HarnessError({
      what: `no timer would switch ${name} on again, so it is not switched off`,
      lastSeen: readFileSync(log, 'utf8').trim() || 'it ended without a word',
    });
  }
  child.unref();
  stdout.destroy();
}

async function look(name: string): Promise<{ processes: number; up: boolean }> {
  const format = '{{.State.Running}}';
  const up = (await run(['docker', 'inspect', '--format', format, name])) === 'true';
  if (!up) return { processes: 0, up };
  // A node that goes meanwhile has none.
  const { code, stdout } = await attempt(['docker', 'top', name, '-eo', 'pid']);
  return { processes: code === 0 ? stdout.trim().split('\n').length - 1 : 0, up };
}
