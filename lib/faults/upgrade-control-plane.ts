import { importImage } from '../cluster/import-image.ts';
import type { Cluster } from '../model/cluster.ts';
import { apiServer, controllerManager, scheduler } from './node-program.ts';
import { otherStart } from './other-start.ts';
import type { StartEdit } from './start-edit.ts';

/** Where a node has the programs of the next release as files, if its cluster has them so. */
const NEXT = '/opt/steadfast/next';

/** A manifest names an image, and that of the same program in the next release takes its place. */
export function nextEdit({ upgradesTo }: Pick<Cluster, 'upgradesTo'>): Required<StartEdit> {
  const images = (upgradesTo?.images ?? []).map(({ reference }) => {
    const [, program = ''] = /([^/:]+):[^/]+$/.exec(reference) ?? [];
    return `s#^\\( *image: \\).*/${program}:.*#\\1${reference}#`;
  });
  return { service: `s#^exec '\\([^/']*\\)'#exec '${NEXT}/\\1'#`, manifest: images.join(';') };
}

function isNext({ upgradesTo }: Cluster, version: string | null): boolean {
  return upgradesTo !== undefined && version === upgradesTo.kubernetes;
}

/**
 * The control plane runs the next release, in the order in which it has to be upgraded, and the
 * kubelets stay one minor behind. The undo is a downgrade to the release that it came from.
 */
export const upgradeControlPlane = otherStart({
  name: 'upgrade-control-plane',
  needs: ['upgrade'],
  programs: [apiServer, controllerManager, scheduler],
  edit: nextEdit,
  isOwn: ({ subject }, { version }) => version === subject.kubernetes,
  isOther: (cluster, { version }) => isNext(cluster, version),
  async bring({ upgradesTo }, node) {
    for (const image of upgradesTo?.images ?? []) await importImage([node], image, () => {});
  },
});
