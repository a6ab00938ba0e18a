import { stringify } from 'yaml';
import type { Timers } from '../../model/cluster.ts';
import { kubeadmSettings } from '../kind/config.ts';
import { LOT_LABEL } from '../lots.ts';
import { networkConfig } from '../pod-network.ts';
import { QUICK_RETURN } from '../quick-return.ts';
import type { NodeFile } from './files.ts';
import type { NodePlan } from './plan.ts';

/** Programs in this folder of a node are started by its first process, and again when they end. */
export const SERVICES = '/etc/steadfast/services';

const CLUSTER_DNS = '10.96.0.10';

/** What every node runs, and what it is told. Each service waits for what it cannot do without. */
export async function nodeFiles(
  node: NodePlan,
  options: { readonly timers: Timers; readonly pause: string },
): Promise<readonly NodeFile[]> {
  const { KubeletConfiguration, KubeProxyConfiguration } = await kubeadmSettings(options.timers);
  const kubelet = { ...KUBELET, ...KubeletConfiguration, ...taintsOf(node) };
  const proxy = { ...PROXY, ...KubeProxyConfiguration, hostnameOverride: node.name };
  const script = (name: string, ...lines: readonly string[]): NodeFile => ({
    path: `${SERVICES}/${name}`,
    text: ['#!/bin/bash', 'set -eu', ...lines, ''].join('\n'),
    runs: true,
  });
  return [
    { path: '/etc/containerd/config.toml', text: containerdConfig(options.pause) },
    { path: '/etc/cni/net.d/10-ptp.conflist', text: networkConfig(node.podRange) },
    { path: '/var/lib/kubelet/config.yaml', text: stringify(kubelet) },
    { path: '/etc/steadfast/kube-proxy.yaml', text: stringify(proxy) },
    script('containerd', 'exec containerd --config /etc/containerd/config.toml'),
    script(
      'kubelet',
      until('ctr version > /dev/null 2>&1'),
      until('[ -s /etc/kubernetes/kubelet.conf ]'),
      ...(options.timers === 'short' ? [QUICK_RETURN] : []),
      'exec kubelet --config=/var/lib/kubelet/config.yaml \\',
      '  --kubeconfig=/etc/kubernetes/kubelet.conf \\',
      `  --hostname-override=${node.name} --node-ip=${node.address}${labelsOf(node)}`,
    ),
    script(
      'kube-proxy',
      until('[ -s /etc/kubernetes/kube-proxy.conf ]'),
      'exec kube-proxy --config=/etc/steadfast/kube-proxy.yaml',
    ),
  ];
}

const until = (condition: string) => `until ${condition}; do sleep 0.05; done`;

function labelsOf({ lot }: NodePlan): string {
  return lot ? ` --node-labels=${LOT_LABEL}=${lot}` : '';
}

function taintsOf({ role }: NodePlan): object {
  if (role !== 'control-plane') return {};
  const taint = { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' };
  return { registerWithTaints: [taint] };
}

/** What kubeadm and kind write for a kubelet, but for systemd, which nodes of ours do not have. */
const KUBELET = {
  apiVersion: 'kubelet.config.k8s.io/v1beta1',
  kind: 'KubeletConfiguration',
  authentication: {
    anonymous: { enabled: false },
    webhook: { enabled: true },
    x509: { clientCAFile: '/etc/kubernetes/pki/ca.crt' },
  },
  authorization: { mode: 'Webhook' },
  cgroupDriver: 'cgroupfs',
  clusterDNS: [CLUSTER_DNS],
  clusterDomain: 'cluster.local',
  containerRuntimeEndpoint: 'unix:///run/containerd/containerd.sock',
  rotateCertificates: true,
  failSwapOn: false,
  enforceNodeAllocatable: [],
  imageGCHighThresholdPercent: 100,
  evictionHard: { 'nodefs.available': '0%', 'nodefs.inodesFree': '0%', 'imagefs.available': '0%' },
};

const PROXY = {
  apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
  kind: 'KubeProxyConfiguration',
  clientConnection: { kubeconfig: '/etc/kubernetes/kube-proxy.conf' },
  clusterCIDR: '10.244.0.0/16',
  // The table of connections is the whole machine's: its size is not a cluster's to change.
  conntrack: { maxPerCore: 0 },
};

/** As in kind's node image, with the image of the first process of every pod. */
function containerdConfig(pause: string): string {
  return `version = 3
[plugins."io.containerd.cri.v1.images".pinned_images]
  sandbox = "${pause}"
[plugins."io.containerd.cri.v1.runtime"]
  # Without CAP_SYS_RESOURCE nobody can lower an oom score, and every pod would fail.
  restrict_oom_score_adj = true
[plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"
[plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]
  SystemdCgroup = false
`;
}
