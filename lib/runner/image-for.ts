import { systemImage } from '../airgap/systems/index.ts';
import { importImage } from '../cluster/import-image.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Workload } from '../model/workload.ts';
import { HarnessError } from '../support/errors.ts';

/**
 * The image that a workload's members run, where every node can find it. Nodes that are ours are
 * handed one that was built here; others are expected to pull the public one.
 */
export async function imageFor(
  cluster: Cluster,
  { system }: Workload,
  say: (line: string) => void,
): Promise<string> {
  if (!system) return cluster.shellImage;
  if (cluster.nodes.length === 0) return system.publicImage;
  const image = systemImage(system.name);
  if (!image?.isBuilt) {
    throw new HarnessError({
      what: `there is no image of ${system.name}`,
      tryThis: `steadfast airgap build --workload ${system.name}`,
    });
  }
  const runPods = cluster.nodes.filter(({ role }) => role === 'worker');
  await importImage(runPods, image, say);
  return image.reference;
}
