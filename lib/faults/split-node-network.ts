import { nodeSplit } from './split-loan.ts';

/**
 * Takes a node off the network: in, out and forwarded, old and new connections, its pods too. The
 * node runs on, and so do connections within it; its link stays up, as if a switch had lost it.
 */
export const splitNodeNetwork = nodeSplit({
  name: 'split-node-network',
  isFar: () => true,
  isWhole: true,
});
