import { readFileSync } from 'node:fs';
import type { NodePlan } from './plan.ts';
import { pidFile } from './supervision.ts';

export function isOn(plan: NodePlan): boolean {
  return pidOf(plan) !== null;
}

/** A node's first process, as the cluster numbers it; null while the node is off. */
export function pidOf(plan: NodePlan): number | null {
  try {
    return Number(readFileSync(pidFile(plan), 'utf8')) || null;
  } catch {
    return null;
  }
}
