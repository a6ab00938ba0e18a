import { type Cluster, GATED } from '../model/cluster.ts';
import { apiServer, controllerManager } from './node-program.ts';
import { otherStart } from './other-start.ts';
import { oneMoreFlag } from './start-edit.ts';

const CAPABILITY = 'max-unavailable';
const GATE = GATED[CAPABILITY] ?? '';

/** What the gate is while the loan lasts: the opposite of what the cluster was made with. */
function flipped(cluster: Cluster): boolean {
  return !cluster.can(CAPABILITY);
}

export const GATE_EDIT = (cluster: Cluster) =>
  oneMoreFlag(`--feature-gates=${GATE}=${flipped(cluster)}`);

/**
 * A release that has a gate on is followed by one that has it off, and what was stored in between
 * is there still. It is a loan and no blow: whoever comes next goes by the gates of the cluster.
 */
export const flipGate = otherStart({
  name: 'flip-gate',
  needs: ['gate-flip'],
  programs: [apiServer, controllerManager],
  edit: GATE_EDIT,
  isOwn: (cluster, { gates }) => gates[GATE] === !flipped(cluster),
  isOther: (cluster, { gates }) => gates[GATE] === flipped(cluster),
});
