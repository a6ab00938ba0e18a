import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PowerLease } from '../model/cluster.ts';

/** Where the word on a node's power lies: on this machine, and never on the node. */
export interface Switched {
  readonly folder: string;
}

/** What is to become of a node's power, and until when. */
export interface PowerWord {
  readonly power: 'on' | 'off';
  /** Whose lease it is off under, and the kernel's uptime at its last renewal. */
  readonly lease: (PowerLease & { readonly renewed: number }) | null;
  /** Who was off until the lease ran out, and for how many seconds it had been silent. */
  readonly fired: { readonly id: string; readonly after: number } | null;
}

export const OFF: PowerWord = { power: 'off', lease: null, fired: null };
export const ON: PowerWord = { power: 'on', lease: null, fired: null };

export function powerFile({ folder }: Switched): string {
  return join(folder, 'power');
}

/** What cannot be read is off: a node that is on against somebody's word would be worse. */
export function readPower(node: Switched): PowerWord {
  try {
    return parsePower(readFileSync(powerFile(node), 'utf8'));
  } catch {
    return OFF;
  }
}

/** Where nodes come up by themselves, one of which nothing was ever said is on. */
export function hasWord(node: Switched): boolean {
  return existsSync(powerFile(node));
}

/** A whole word or none: others read it ten times a second. */
export function writePower(node: Switched, word: PowerWord): void {
  const draft = `${powerFile(node)}.${process.pid}`;
  writeFileSync(draft, `${powerText(word)}\n`);
  renameSync(draft, powerFile(node));
}

export function parsePower(text: string): PowerWord {
  const [power, id, seconds, renewed] = text.trim().split(' ');
  if (power === 'on') {
    return id ? { ...ON, fired: { id, after: Number(seconds) } } : ON;
  }
  if (!id) return OFF;
  return { ...OFF, lease: { id, seconds: Number(seconds), renewed: Number(renewed) } };
}

export function powerText({ power, lease, fired }: PowerWord): string {
  if (fired) return `${power} ${fired.id} ${fired.after}`;
  return lease ? `${power} ${lease.id} ${lease.seconds} ${lease.renewed}` : power;
}

/** The word that follows: a lease that nobody has renewed in time ends by switching the node on. */
export function afterLease(word: PowerWord, now: number): PowerWord {
  const { lease } = word;
  if (lease === null || now - lease.renewed < lease.seconds) return word;
  return { ...ON, fired: { id: lease.id, after: Math.round(now - lease.renewed) } };
}

/** The kernel's uptime in seconds: a wall clock can be set, also by a fault of ours. */
export function uptime(): number {
  return Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
}
