import type { Cluster } from '../model/cluster.ts';
import { apiServer, controllerManager, scheduler } from './node-program.ts';
import { otherStart } from './other-start.ts';

/** Where every node has the programs of the next release, if its cluster knows one. */
const NEXT = '/opt/steadfast/next';
export const NEXT_EDIT = `s#^exec '\\([^/']*\\)'#exec '${NEXT}/\\1'#`;

function isNext({ upgradesTo }: Cluster, version: string | null): boolean {
  return upgradesTo !== undefined && version === upgradesTo;
}

/**
 * The control plane runs the next release, in the order in which it has to be upgraded, and the
 * kubelets stay one minor behind. The undo is a downgrade to the release that it came from.
 */
export const upgradeControlPlane = otherStart({
  name: 'upgrade-control-plane',
  needs: ['upgrade'],
  programs: [apiServer, controllerManager, scheduler],
  edit: () => ({ service: NEXT_EDIT }),
  isOwn: ({ subject }, { version }) => version === subject.kubernetes,
  isOther: (cluster, { version }) => isNext(cluster, version),
});
