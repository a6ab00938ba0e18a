/** What makes volumes: a program of ours on each node, whose source decides what it is. */
export const FOLDERS = 'folder-provisioner';
/** What else can make them: all that kind's public images have. */
export const LOCAL_PATH = 'local-path-provisioner';

/**
 * What is built, and from which module. The tags of the control-plane images are asked of the built
 * kubeadm instead, because each release of Kubernetes names its own.
 */
export const MODULES = {
  kind: { path: 'sigs.k8s.io/kind', version: 'v0.33.0' },
  containerd: { path: 'github.com/containerd/containerd/v2', version: 'v2.4.2' },
  etcd: { path: 'go.etcd.io/etcd/server/v3', version: 'v3.6.8' },
  coredns: { path: 'github.com/coredns/coredns', version: 'v1.14.6' },
  'cni-plugins': { path: 'github.com/containernetworking/plugins', version: 'v1.9.1' },
  [LOCAL_PATH]: { path: 'github.com/rancher/local-path-provisioner', version: 'v0.0.30' },
} as const;

/** Releases whose Kubernetes module and all of its staging modules can be had. */
export const KUBERNETES_VERSIONS = ['1.34.4', '1.35.4', '1.36.3'] as const;
export const DEFAULT_KUBERNETES = '1.36.3';

/** The oldest Go that builds every module above. */
export const GO_VERSION = '1.26';

/** The Debian release that node images are made of. */
export const DEBIAN = 'bookworm';

/** The image of a shell that witnesses and workloads run in, and that prepares volumes. */
export const SHELL_IMAGE = 'docker.io/library/busybox:stable';

export const FOLDERS_IMAGE = `docker.io/steadfast/${FOLDERS}:steadfast`;
export const LOCAL_PATH_IMAGE = `docker.io/steadfast/${LOCAL_PATH}:${MODULES[LOCAL_PATH].version}`;

export function nodeImage(kubernetes: string): string {
  return `steadfast/node:v${kubernetes}`;
}

/** Kubernetes publishes its staging modules beside itself, as v0.MINOR.PATCH. */
export function stagingVersion(kubernetes: string): string {
  return kubernetes.replace(/^1\./, 'v0.');
}

export function minorOf(kubernetes: string): string {
  return kubernetes.split('.')[1] ?? '';
}
