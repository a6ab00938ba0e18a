import { existsSync, readdirSync } from 'node:fs';
import { rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { identityOf, isAlive } from '../../support/process-identity.ts';
import { waitFor } from '../../support/wait.ts';
import { THAW } from '../own-disk.ts';
import { readPlan } from './attach.ts';
import { hierarchies, removeGroup } from './groups.ts';
import { isOn } from './is-on.ts';
import { embeddedNode } from './node.ts';
import type { Places } from './places.ts';
import { processesNaming, supervisorOf } from './supervision.ts';

/** Removes all of a cluster, however much of it there is: done twice, the second finds nothing. */
export async function remove(places: Places): Promise<void> {
  await thaw(places);
  // The kernel ends everything in the cluster's process namespace with the first process of it.
  const meant = processesNaming(places.plan).map(identityOf);
  for (const { pid } of meant) end(pid);
  await waitFor({
    what: `the processes of ${places.name} to end`,
    limit: 'clusterDownMs',
    everyMs: 20,
    // A process that is ending has lost its command line long before it has let go of the rest.
    read: async () => meant.filter(isAlive),
    until: (left) => left.length === 0,
    describe: (left) => `${left.length} left`,
  });
  await removeGroups(join('steadfast', places.name));
  await rm(places.folder, { recursive: true, force: true });
}

async function thaw(places: Places): Promise<void> {
  const plan = await readPlan(places.plan);
  const supervisor = plan ? supervisorOf(places.plan) : null;
  if (!plan || supervisor === null) return;
  const nodes = plan.nodes.filter(isOn).map((node) => embeddedNode(plan, node, supervisor));
  // A node that takes no commands any more is removed all the same.
  const thawed = nodes.map((node) => node.exec(['bash', '-c', THAW]).catch(() => null));
  await Promise.all(thawed);
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

/** A group goes when its last process has been taken off the books, which is a moment later. */
async function removeGroups(group: string): Promise<void> {
  await waitFor({
    what: `the control groups of ${group} to go`,
    limit: 'clusterDownMs',
    everyMs: 20,
    read: () => removeGroup(group),
    until: (left) => left.length === 0,
    describe: (left) => left.join(', '),
  });
  // The parent of all clusters' groups goes with the last of them.
  for (const hierarchy of hierarchies()) await rmdir(join(hierarchy, 'steadfast')).catch(() => {});
}

/** Names of the clusters of which there is anything at all. */
export function remains(clusters: string): readonly string[] {
  return existsSync(clusters) ? readdirSync(clusters).sort() : [];
}
