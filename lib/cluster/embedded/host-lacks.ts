import { existsSync } from 'node:fs';
import type { Cluster } from '../../model/cluster.ts';

const THROTTLE = '/sys/fs/cgroup/blkio/blkio.throttle.write_iops_device';
const LOOPS = '/dev/loop-control';

/** What this host's kernel has not, so that no embedded cluster on it can be put to it. */
export function hostLacks(
  has: (file: string) => boolean = existsSync,
): Cluster['subject']['lacks'] {
  return [
    ...(has(THROTTLE)
      ? []
      : [
          {
            capability: 'slow-disk' as const,
            reason: `a disk is slowed down through ${THROTTLE}, which this host has not`,
          },
        ]),
    ...(has(LOOPS)
      ? []
      : [
          {
            capability: 'own-disks' as const,
            reason: `disks of their own are files behind ${LOOPS}, which this host has not`,
          },
        ]),
  ];
}
