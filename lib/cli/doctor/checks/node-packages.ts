import type { Check } from '../check.ts';
import { findCommand, type Host } from '../host.ts';
import { missingPackages } from './build-packages.ts';

const command = (name: string) => (host: Host) => findCommand(host, name) !== null;

export const nodePackages: Check = {
  id: 'node-packages',
  title: 'packages for nodes without an engine',
  neededFor: 'an embedded node is a set of namespaces on this machine',
  providers: ['embedded'],
  quick: true,
  async examine({ host }) {
    return missingPackages(host, [
      { debian: 'iproute2', isThere: command('ip') },
      { debian: 'nftables', isThere: command('nft') },
      { debian: 'util-linux', isThere: command('nsenter') },
      { debian: 'runc', isThere: command('runc') },
    ]);
  },
};
