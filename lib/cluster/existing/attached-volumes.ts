import type { V1CSIDriver, V1StorageClass } from '@kubernetes/client-node';
import type { Api } from '../api.ts';
import type { Able } from '../own-capabilities.ts';

const ATTACHES = 'attachable-volumes';

/** Whether volumes of the class are attached to nodes: the cluster's own drivers say so. */
export async function attachedVolumes(
  api: Api,
  storageClass: string | null,
  mayList: boolean,
): Promise<Able> {
  if (!mayList) return lacking('its user may not list drivers of volumes, which say so');
  const [classes, drivers] = await Promise.all([
    api.storage.listStorageClass(),
    api.storage.listCSIDriver(),
  ]);
  const found = classes.items.find(({ metadata }) => metadata?.name === storageClass);
  const why = whyNotAttached(found ?? null, drivers.items);
  return why === null ? { capabilities: [ATTACHES], lacks: [] } : lacking(why);
}

/** A driver attaches unless it says that it does not; who makes folders of nodes is no driver. */
export function whyNotAttached(
  found: V1StorageClass | null,
  drivers: readonly V1CSIDriver[],
): string | null {
  if (!found) return 'its claims have no storage class';
  const driver = drivers.find(({ metadata }) => metadata?.name === found.provisioner);
  if (!driver) return `${found.provisioner} is no driver that attaches volumes to nodes`;
  if (driver.spec.attachRequired !== false) return null;
  return `${found.provisioner} says that it attaches no volumes to nodes`;
}

function lacking(reason: string): Able {
  return { capabilities: [], lacks: [{ capability: ATTACHES, reason }] };
}
