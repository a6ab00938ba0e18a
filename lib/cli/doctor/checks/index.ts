import type { Check } from '../check.ts';
import { buildPackages } from './build-packages.ts';
import { cgroups } from './cgroups.ts';
import { disk } from './disk.ts';
import { engine } from './engine.ts';
import { go } from './go.ts';
import { inotify } from './inotify.ts';
import { kubeconfig } from './kubeconfig.ts';
import { leftovers } from './leftovers.ts';
import { loopback } from './loopback.ts';
import { memory } from './memory.ts';
import { namespaces } from './namespaces.ts';
import { netem } from './netem.ts';
import { nodeImage } from './node-image.ts';
import { privileged } from './privileged.ts';
import { tools } from './tools.ts';

/** In the order in which they are examined and mended: an engine before what it is to start. */
export const checks: readonly Check[] = [
  kubeconfig,
  inotify,
  engine,
  privileged,
  namespaces,
  buildPackages,
  go,
  tools,
  nodeImage,
  memory,
  disk,
  loopback,
  cgroups,
  netem,
  leftovers,
];
