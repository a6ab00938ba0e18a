/** A wire from each pod to its node, addresses from the node's own range, no masquerading. */
export function networkConfig(podRange: string): string {
  const config = {
    cniVersion: '1.0.0',
    name: 'ptp',
    plugins: [
      {
        type: 'ptp',
        ipMasq: false,
        mtu: 1500,
        ipam: {
          type: 'host-local',
          // Lost at a reboot, as are all pods that held an address.
          dataDir: '/run/cni-ipam-state',
          routes: [{ dst: '0.0.0.0/0' }],
          ranges: [[{ subnet: podRange }]],
        },
      },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
