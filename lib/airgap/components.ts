import type { Component } from '../model/cluster.ts';
import { DEBIAN, MODULES } from './versions.ts';

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
    provisioner(where, goVersion),
    { name: 'node image', version: `files of kind ${MODULES.kind.version}`, from: 'Go module' },
    { name: 'runc, systemd, nftables', version: `Debian ${DEBIAN}`, from: 'Debian packages' },
    { name: 'pause', version: 'steadfast', from: `compiled by Go ${goVersion}` },
  ];
}

function provisioner(where: 'kind' | 'embedded', goVersion: string): Component {
  const compiled = `compiled by Go ${goVersion}`;
  if (where === 'embedded') {
    return { name: 'folder-provisioner', version: 'steadfast', from: compiled };
  }
  const name = 'local-path-provisioner';
  return { name, version: MODULES[name].version, from: `Go module, ${compiled}` };
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
