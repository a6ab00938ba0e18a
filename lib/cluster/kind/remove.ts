import { rm } from 'node:fs/promises';
import { attempt, run } from '../../support/exec.ts';
import { type NodeContainer, nodeContainers } from './containers.ts';
import type { Places } from './places.ts';

/** Removes all of a cluster, however much of it there is: done twice, the second finds nothing. */
export async function remove(places: Places): Promise<void> {
  const containers = await nodeContainers(places.kindName);
  if (containers.length > 0) {
    // What `kind delete cluster` does, and no kind command has to be at hand for it.
    await run(['docker', 'rm', '--force', '--volumes', ...containers.map(({ id }) => id)]);
  }
  const network = ['docker', 'network', 'inspect', '--format', '{{.Id}}', places.kindName];
  if ((await attempt(network)).code === 0) {
    await run(['docker', 'network', 'rm', places.kindName]);
  }
  await removeFolder(places, containers[0]);
}

/** Volumes on the shared folder belong to whoever wrote them: a plain user needs root's help. */
async function removeFolder(places: Places, node: NodeContainer | undefined): Promise<void> {
  try {
    await rm(places.folder, { recursive: true, force: true });
  } catch (error) {
    if (!node) throw error;
    const mount = `type=bind,source=${places.shared},target=/emptied`;
    const argv = ['docker', 'run', '--rm', '--network', 'none', '--mount', mount];
    const empty = ['-mindepth', '1', '-delete'];
    await run([...argv, '--entrypoint', 'find', node.image, '/emptied', ...empty]);
    await rm(places.folder, { recursive: true, force: true });
  }
}
