import type { Component, VolumeMaker } from '../model/cluster.ts';
import { DEBIAN, FOLDERS, LOCAL_PATH, MODULES } from './versions.ts';

const MADE_BY: Readonly<Record<VolumeMaker, string>> = {
  folders: FOLDERS,
  'local-path': LOCAL_PATH,
};

/** Without those that make volumes elsewhere: a node image of ours holds more than one. */
export function inUse(components: readonly Component[], maker: VolumeMaker): readonly Component[] {
  const makers = Object.values(MADE_BY);
  return components.filter(({ name }) => name === MADE_BY[maker] || !makers.includes(name));
}

/** The true versions of what is inside a node of ours, whatever tags the images carry. */
export function builtComponents(
  kubernetes: string,
  goVersion: string,
  where: 'kind' | 'embedded',
): readonly Component[] {
  const how = `Go module, compiled by Go ${goVersion}`;
  const modules = (['containerd', 'etcd', 'coredns', 'cni-plugins'] as const).map((name) => ({
    name,
    version: MODULES[name].version,
    from: how,
  }));
  return [
    { name: 'kubernetes', version: `v${kubernetes}`, from: how },
    ...modules,
    { name: FOLDERS, version: 'steadfast', from: `compiled by Go ${goVersion}` },
    ...(where === 'kind'
      ? [{ name: LOCAL_PATH, version: MODULES[LOCAL_PATH].version, from: how }]
      : []),
    { name: 'node image', version: `files of kind ${MODULES.kind.version}`, from: 'Go module' },
    { name: 'runc, systemd, nftables', version: `Debian ${DEBIAN}`, from: 'Debian packages' },
    { name: 'pause', version: 'steadfast', from: `compiled by Go ${goVersion}` },
  ];
}

/** As one label of an image: a line of text survives every engine's notion of quoting. */
export function componentsToLabel(components: readonly Component[]): string {
  return components.map(({ name, version, from }) => [name, version, from].join('|')).join(';');
}

export function componentsFromLabel(label: string): readonly Component[] {
  return label
    .split(';')
    .map((part) => part.split('|'))
    .flatMap(([name, version, from]) => (name && version && from ? [{ name, version, from }] : []));
}
