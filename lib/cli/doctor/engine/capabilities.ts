import { join } from 'node:path';
import { readText } from '../host.ts';

/** The kernel's capabilities by number: capability.h of Linux 5.9; none was added since. */
export const CAPABILITY_NAMES = [
  'CHOWN',
  'DAC_OVERRIDE',
  'DAC_READ_SEARCH',
  'FOWNER',
  'FSETID',
  'KILL',
  'SETGID',
  'SETUID',
  'SETPCAP',
  'LINUX_IMMUTABLE',
  'NET_BIND_SERVICE',
  'NET_BROADCAST',
  'NET_ADMIN',
  'NET_RAW',
  'IPC_LOCK',
  'IPC_OWNER',
  'SYS_MODULE',
  'SYS_RAWIO',
  'SYS_CHROOT',
  'SYS_PTRACE',
  'SYS_PACCT',
  'SYS_ADMIN',
  'SYS_BOOT',
  'SYS_NICE',
  'SYS_RESOURCE',
  'SYS_TIME',
  'SYS_TTY_CONFIG',
  'MKNOD',
  'LEASE',
  'AUDIT_WRITE',
  'AUDIT_CONTROL',
  'SETFCAP',
  'MAC_OVERRIDE',
  'MAC_ADMIN',
  'SYSLOG',
  'WAKE_ALARM',
  'BLOCK_SUSPEND',
  'AUDIT_READ',
  'PERFMON',
  'BPF',
  'CHECKPOINT_RESTORE',
] as const;

/** What the kernel knows and a process may never get, by name; null when that cannot be read. */
export function missingCapabilities(procFolder: string, process: string): string[] | null {
  const status = readText(join(procFolder, process, 'status'));
  const bounds = status?.match(/^CapBnd:\s*([0-9a-f]+)$/m)?.[1];
  if (!bounds) return null;
  const allowed = BigInt(`0x${bounds}`);
  const last = Number(readText(join(procFolder, 'sys/kernel/cap_last_cap')) ?? Number.NaN);
  return CAPABILITY_NAMES.filter(
    (_, bit) => !(bit > last) && (allowed & (1n << BigInt(bit))) === 0n,
  ).map((name) => `CAP_${name}`);
}
