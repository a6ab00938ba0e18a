import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { commandPath } from './host-packages.ts';
import { kubernetesFolder } from './kubernetes-binaries.ts';
import { sharedFolder } from './shared-binaries.ts';

/** Where a tool is: the one of our own making when there is one, else the host's, or null. */
export function toolPath(tool: 'kind' | 'kubectl', kubernetes: string): string | null {
  const folder = tool === 'kind' ? sharedFolder() : kubernetesFolder(kubernetes);
  const own = join(folder, tool);
  return existsSync(own) ? own : commandPath(tool);
}
