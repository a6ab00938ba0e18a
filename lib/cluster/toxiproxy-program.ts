import { existsSync } from 'node:fs';
import { toxiproxyFile } from '../airgap/toxiproxy.ts';

/** The program that faults on links need, or null where it has not been built. */
export function toxiproxyProgram(): string | null {
  const file = toxiproxyFile();
  return existsSync(file) ? file : null;
}
