import type { ClusterNode } from '../model/cluster.ts';
import { HarnessError } from '../support/errors.ts';

/** A volume with a file system that nobody else is on: it can be full, stuck or cut off alone. */
export interface OwnDisk {
  readonly node: ClusterNode;
  /** Letters, digits and dashes; one disk a name on a node. */
  readonly name: string;
}

/** What claims ask for that are to be on such disks. Nobody makes volumes for it by himself. */
export const DISK_CLASS = 'steadfast-own-disks';

const IMAGES = '/var/lib/steadfast/disks';
const MOUNTS = '/run/steadfast/disks';
const MEGABYTES = 64;

// Where disks are mounted nothing can be written beside them: a container whose disk is away finds
// no folder, and nobody can make one there for it.
const GROUND = `set -u
name=$1 image=${IMAGES}/$1.img at=${MOUNTS}/$1
is_mount() { awk -v at="$1" '$2 == at { found = 1 } END { exit !found }' /proc/self/mounts; }
mkdir -p ${IMAGES} ${MOUNTS} || exit 1
is_mount ${MOUNTS} || mount -t tmpfs -o ro,mode=755 steadfast-disks ${MOUNTS} || exit 1`;

const MAKE = `${GROUND}
is_mount "$at" && { echo there; exit 0; }
[ -e "$image" ] || {
  truncate -s ${MEGABYTES}M "$image.new" && mkfs.ext4 -q -m 0 "$image.new" &&
    mv "$image.new" "$image"; } || exit 1
mount -o remount,rw ${MOUNTS} && mkdir -p "$at"
code=$?
mount -o remount,ro ${MOUNTS} && [ "$code" = 0 ] || exit 1
mount -o loop "$image" "$at" && mkdir -p "$at/data" && chmod 777 "$at/data" && sync -f "$at"`;

const REMOVE = `${GROUND}
fsfreeze -u "$at" 2>/dev/null
while is_mount "$at"; do umount "$at" || umount -l "$at" || exit 1; done
mount -o remount,rw ${MOUNTS} && { [ ! -e "$at" ] || rmdir "$at"; }
mount -o remount,ro ${MOUNTS}
rm -f "$image" "$image.new"
ls -A ${MOUNTS} | grep -q . || umount ${MOUNTS}
exit 0`;

/**
 * For before a node goes: whoever waits for a file system that stands still cannot be killed, and
 * would be left behind for good.
 */
export const THAW = `for at in ${MOUNTS}/*; do [ ! -e "$at" ] || fsfreeze -u "$at" 2>/dev/null; done
exit 0`;

/** Says whether it was mounted already: a container that began before has it not. */
export async function makeDisk(disk: OwnDisk): Promise<'there' | 'mounted'> {
  const said = await inNode(disk.node, 'making a disk', MAKE, disk.name);
  return said.includes('there') ? 'there' : 'mounted';
}

export async function removeDisk(disk: OwnDisk): Promise<void> {
  await inNode(disk.node, 'removing a disk', REMOVE, disk.name);
}

async function inNode(node: ClusterNode, what: string, script: string, name: string) {
  const done = await node.exec(['bash', '-c', script, 'steadfast', name]);
  if (done.code === 0) return done.stdout;
  const lastSeen = done.stderr.trim() || `exit code ${done.code}`;
  throw new HarnessError({ what: `${what} failed on ${node.name}`, lastSeen });
}

/** The volume for a disk, for claims of its class whose pod can run on its node. */
export function diskVolume({ node, name }: OwnDisk, labels: Readonly<Record<string, string>>) {
  const expression = { key: 'kubernetes.io/hostname', operator: 'In', values: [node.name] };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name, labels },
    spec: {
      capacity: { storage: `${MEGABYTES}Mi` },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName: DISK_CLASS,
      hostPath: { path: `${MOUNTS}/${name}/data` },
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [expression] }] } },
    },
  };
}

export function diskClass(labels: Readonly<Record<string, string>>) {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: DISK_CLASS, labels },
    provisioner: 'kubernetes.io/no-provisioner',
    volumeBindingMode: 'WaitForFirstConsumer',
  };
}
