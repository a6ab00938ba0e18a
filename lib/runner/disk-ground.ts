import { connect, orNull } from '../cluster/api.ts';
import { DISK_CLASS, diskClass, diskVolume, makeDisk, removeDisk } from '../cluster/own-disk.ts';
import type { Cluster } from '../model/cluster.ts';
import { HarnessError } from '../support/errors.ts';
import { RUN_LABEL } from './namespace.ts';

/** A disk of its own for one claim, on the last of the workers; says whether it is a new one. */
export async function diskFor(cluster: Cluster, run: string): Promise<boolean> {
  const { core, storage, objects } = connect(cluster);
  const disk = diskOf(cluster, run);
  const labels = { [RUN_LABEL]: run };
  const isNew = (await makeDisk(disk)) === 'mounted';
  if (!(await orNull(storage.readStorageClass({ name: DISK_CLASS })))) {
    await objects.create(diskClass(labels));
  }
  if (!(await orNull(core.readPersistentVolume({ name: disk.name })))) {
    await objects.create(diskVolume(disk, labels));
  }
  return isNew;
}

/** Takes it away again; whoever had claimed it is gone by now. */
export async function clearDisk(cluster: Cluster, run: string): Promise<void> {
  const { core, storage } = connect(cluster);
  const disk = diskOf(cluster, run);
  await orNull(core.deletePersistentVolume({ name: disk.name }));
  await orNull(storage.deleteStorageClass({ name: DISK_CLASS }));
  await removeDisk(disk);
}

function diskOf({ nodes }: Cluster, run: string) {
  const workers = nodes.filter(({ role }) => role === 'worker');
  const node = workers.sort((one, other) => one.name.localeCompare(other.name)).at(-1);
  if (!node) throw new HarnessError({ what: 'the cluster has no worker for a disk' });
  return { node, name: `steadfast-${run}` };
}
