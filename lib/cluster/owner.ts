import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ClusterSpec } from '../model/cluster.ts';
import { isAlive, thisRunner } from '../support/process-identity.ts';

const ownerSchema = z.object({ pid: z.number(), pidStarted: z.string().nullable() });

/** Written before there is anything to own, so that a runner killed at any moment is found out. */
export async function writeOwner(folder: string, spec: ClusterSpec): Promise<void> {
  const file = fileIn(folder);
  if (!spec.forThisRun) return rm(file, { force: true });
  await writeFile(file, JSON.stringify(thisRunner()), { mode: 0o600 });
}

/** Whether a cluster was made for a run, and the run is no more. */
export function isAbandoned(folder: string): boolean {
  try {
    return !isAlive(ownerSchema.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8'))));
  } catch {
    return false;
  }
}

function fileIn(folder: string): string {
  return join(folder, 'owner.json');
}
