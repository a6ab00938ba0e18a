import type { Component } from '../model/cluster.ts';
import { DEBIAN, MODULES } from './versions.ts';

/** The true versions of what is inside a node image of ours, whatever tags the images carry. */
export function builtComponents(kubernetes: string, goVersion: string): readonly Component[] {
  const how = `Go module, compiled by Go ${goVersion}`;
  const modules = (['containerd', 'etcd', 'coredns', 'cni-plugins'] as const).map((name) => ({
    name,
    version: MODULES[name].version,
    from: how,
  }));
  const provisioner = 'local-path-provisioner';
  return [
    { name: 'kubernetes', version: `v${kubernetes}`, from: how },
    ...modules,
    { name: provisioner, version: MODULES[provisioner].version, from: how },
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
