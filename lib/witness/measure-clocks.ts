import { readFileSync } from 'node:fs';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import { LIMITS } from '../support/limits.ts';
import type { Notebook } from './notebook.ts';

/** What has to be added to a clock to reach the runner's: certainly between these two. */
interface Offset {
  readonly least: number;
  readonly most: number;
}

interface Reading {
  readonly kernel: string;
  /** In milliseconds, as the clocks show it. */
  readonly uptime: number;
  readonly wall: number;
}

const BOOT_ID = '/proc/sys/kernel/random/boot_id';
const UPTIME = '/proc/uptime';
const READ = `cat ${BOOT_ID} ${UPTIME} && date +%s%N`;
const SAMPLES = 4;
/** The kernel shows its uptime in hundredths of a second, and witnesses write it so. */
const UPTIME_TICK_MS = 10;
const WALL_TICK_MS = 1;

/**
 * Measures each kernel's uptime and wall clock against the runner's. A reading lies between the
 * question and the answer; of several readings all must hold, so the narrowest stretch remains.
 */
export async function measureClocks(cluster: Cluster, notebook: Notebook): Promise<void> {
  const offsets = new Map<string, Offset>();
  const narrow = (clock: string, asked: number, at: number, tick: number): void => {
    const known = offsets.get(clock);
    offsets.set(clock, {
      least: Math.max(known?.least ?? Number.NEGATIVE_INFINITY, asked - at - tick),
      most: Math.min(known?.most ?? Number.POSITIVE_INFINITY, notebook.now() - at),
    });
  };
  const take = (asked: number, { kernel, uptime, wall }: Reading): void => {
    narrow(`uptime:${kernel}`, asked, uptime, UPTIME_TICK_MS);
    narrow(`wall:${kernel}`, asked, wall, WALL_TICK_MS);
  };

  await Promise.all(cluster.nodes.map((node) => readOften(node, notebook, take)));
  readHere(notebook, offsets, take);
  for (const [clock, { least, most }] of offsets) {
    // What was written as a time lies up to one tick after it.
    const tick = clock.startsWith('uptime:') ? UPTIME_TICK_MS : WALL_TICK_MS;
    const offsetMs = round((least + most + tick) / 2);
    const errorMs = round(Math.abs(most - least + tick) / 2);
    notebook.record({
      ...{ kind: 'step', by: 'runner', step: 'clock', name: clock, facts: { offsetMs, errorMs } },
      says: `the runner's clock is ${clock} plus ${offsetMs} ms, give or take ${errorMs} ms`,
    });
  }
}

async function readOften(
  node: ClusterNode,
  notebook: Notebook,
  take: (asked: number, reading: Reading) => void,
): Promise<void> {
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const asked = notebook.now();
    try {
      const limitMs = LIMITS.probeExecMs;
      const { code, stdout } = await node.exec(['sh', '-c', READ], { limitMs });
      const reading = code === 0 ? parseReading(stdout) : null;
      if (reading) take(asked, reading);
    } catch {
      // A node that is down has no clock now; its kernel's was measured when it was up.
      return;
    }
  }
}

/**
 * Where the runner shares a node's kernel it reads the same clocks without the long way there.
 * Only when both ways agree: in a time namespace the runner would read another uptime.
 */
function readHere(
  notebook: Notebook,
  offsets: Map<string, Offset>,
  take: (asked: number, reading: Reading) => void,
): void {
  const kernel = bootHere();
  if (!kernel || !offsets.has(`uptime:${kernel}`)) return;
  const before = new Map(offsets);
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const asked = notebook.now();
    const uptime = Math.round(Number.parseFloat(readFileSync(UPTIME, 'utf8')) * 1000);
    take(asked, { kernel, uptime, wall: Date.now() });
  }
  for (const [clock, { least, most }] of offsets) {
    const wide = before.get(clock);
    if (least > most && wide) offsets.set(clock, wide);
  }
}

function bootHere(): string | null {
  try {
    return readFileSync(BOOT_ID, 'utf8').slice(0, 8);
  } catch {
    return null;
  }
}

export function parseReading(text: string): Reading | null {
  const [bootId = '', uptime = '', nanoseconds = ''] = text.trim().split('\n');
  const reading = {
    kernel: bootId.slice(0, 8),
    uptime: Math.round(Number.parseFloat(uptime) * 1000),
    wall: Number(nanoseconds) / 1_000_000,
  };
  return Number.isFinite(reading.uptime) && Number.isFinite(reading.wall) ? reading : null;
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
