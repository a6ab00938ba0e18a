import type { ClusterNode } from '../model/cluster.ts';
import { HarnessError } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';

/** One start of a node: nodes of a kind cluster share a kernel, whose boot id says too little. */
export interface Boot {
  readonly node: string;
  /** The first eight digits of the kernel's boot id: they name its clocks. */
  readonly kernel: string;
  /** Kernel uptime in ms at which the node's first process started. */
  readonly startedAt: number;
  /** Kernel uptime in ms at which this was read. */
  readonly readAt: number;
}

export interface Boots {
  /** Reads the node's present boot; rejects when the node cannot be reached. */
  learn(node: ClusterNode): Promise<Boot>;
  /** The last that was read of a node, or null when none ever was. */
  last(node: string): Boot | null;
  /** When the node on which something happened at this uptime had started; null when unknown. */
  startedBefore(where: { node: string; kernel: string; uptime: number }): number | null;
}

const READ = `cat /proc/sys/kernel/random/boot_id /proc/uptime /proc/1/stat && getconf CLK_TCK`;

/** Which boots of which nodes were seen: they tell a line from before a reboot from one after. */
export function bootsOf(): Boots {
  const boots: Boot[] = [];
  return {
    async learn(node) {
      const limitMs = LIMITS.probeExecMs;
      const { code, stdout, stderr } = await node.exec(['sh', '-c', READ], { limitMs });
      const boot = code === 0 ? parseBoot(node.name, stdout) : null;
      if (!boot) {
        throw new HarnessError({
          what: `the boot of ${node.name} could not be read`,
          lastSeen: stderr.trim() || stdout.trim() || `exit code ${code}`,
        });
      }
      const known = boots.some((old) => isSame(old, boot));
      if (!known) boots.push(boot);
      return boot;
    },
    last: (node) => boots.findLast((boot) => boot.node === node) ?? null,
    startedBefore({ node, kernel, uptime }) {
      const before = boots.filter((boot) => {
        return boot.node === node && boot.kernel === kernel && boot.startedAt <= uptime;
      });
      return before.length > 0 ? Math.max(...before.map(({ startedAt }) => startedAt)) : null;
    },
  };
}

export function isSame(one: Boot, other: Boot): boolean {
  const [a, b] = [one, other];
  return a.node === b.node && a.kernel === b.kernel && a.startedAt === b.startedAt;
}

export function parseBoot(node: string, text: string): Boot | null {
  const [bootId = '', uptime = '', stat = '', ticksPerSecond = ''] = text.trim().split('\n');
  // The name in parentheses may hold anything; the start time is the 20th word behind it.
  const ticks = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
  const startedAt = (ticks * 1000) / Number(ticksPerSecond);
  const readAt = Math.round(Number.parseFloat(uptime) * 1000);
  if (!/^[0-9a-f]{8}-/.test(bootId) || !Number.isFinite(startedAt) || !Number.isFinite(readAt)) {
    return null;
  }
  return { node, kernel: bootId.slice(0, 8), startedAt, readAt };
}
