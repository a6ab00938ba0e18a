import { nodeSplit } from './split-loan.ts';

/** The node is dead to the control plane, and alive to clients and to members on other nodes. */
export const splitNodeFromApi = nodeSplit({
  name: 'split-node-from-api',
  isFar: ({ role }) => role === 'control-plane',
  isWhole: false,
});

/** The node is well to the control plane, and its members hear nothing of their peers. */
export const splitNodeFromPeers = nodeSplit({
  name: 'split-node-from-peers',
  isFar: ({ role }) => role === 'worker',
  isWhole: false,
});
