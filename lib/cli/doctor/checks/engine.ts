import { join } from 'node:path';
import { startEngine } from '../changes/engine-start.ts';
import { type Check, fine, type Observation } from '../check.ts';
import { missingCapabilities } from '../engine/capabilities.ts';
import type { Engine } from '../engine/engine.ts';
import { asRoot, findCommand, type Host, hasApt, readText } from '../host.ts';

export const engine: Check = {
  id: 'engine',
  title: 'container engine',
  neededFor: 'the nodes of a kind cluster are containers',
  providers: ['kind'],
  quick: true,
  async examine({ host, engine: look }) {
    const found = await look();
    if (found.state === 'running') {
      return fine(`engine ${found.facts.ServerVersion} answers at ${found.endpoint}`);
    }
    return { state: 'broken', says: found.says, ...mendOf(host, found) };
  },
  async remedies({ host, engine: look }) {
    const found = await look();
    if (found.state !== 'stopped' || host.platform !== 'linux') return [];
    return [startEngine(host, missingHere(host))];
  },
};

type Mend = Pick<Observation, 'mend' | 'packages' | 'asks'>;

function mendOf(host: Host, found: Exclude<Engine, { state: 'running' }>): Mend {
  switch (found.state) {
    case 'absent':
    case 'client-only':
      return install(host);
    case 'stopped':
      return start(host);
    case 'not-permitted':
      return { mend: ['sudo usermod -aG docker "$USER"', 'newgrp docker'] };
    case 'unreachable':
      return { mend: [`docker --host ${found.endpoint} info`] };
  }
}

function start(host: Host): Mend {
  if (missingHere(host).length > 0) {
    // Started plainly it would answer, and then start no node.
    return { mend: [asRoot(host, 'npx steadfast doctor --fix --yes')], asks: true };
  }
  if (host.systemd) return { mend: [asRoot(host, 'systemctl start docker')] };
  return { mend: [asRoot(host, "sh -c 'setsid dockerd >/var/log/dockerd.log 2>&1 &'")] };
}

function missingHere(host: Host): readonly string[] {
  return missingCapabilities(host.procFolder, 'self') ?? [];
}

function install(host: Host): Mend {
  if (host.platform !== 'linux') {
    return { mend: ['# install Docker Desktop: https://docs.docker.com/desktop/'] };
  }
  if (!hasApt(host))
    return { mend: ['# install docker and its engine with the package tool of this system'] };
  const packages = ['docker.io'];
  // Newer Debian ships the client in a package of its own, which docker.io only recommends.
  if (!findCommand(host, 'docker')) packages.push('docker-cli');
  // Without its parser, an engine on a kernel that has AppArmor starts no container at all.
  const armoured = readText('/sys/module/apparmor/parameters/enabled')?.startsWith('Y') ?? false;
  if (armoured && !findCommand(host, 'apparmor_parser')) packages.push('apparmor');
  if (!controllersMounted(host)) packages.push('cgroupfs-mount');
  return {
    mend: [asRoot(host, `apt-get install --no-install-recommends ${packages.join(' ')}`)],
    packages,
  };
}

/** A machine without an init system may come without control groups, and no engine starts there. */
function controllersMounted(host: Host): boolean {
  const mounts = readText(join(host.procFolder, 'self', 'mounts')) ?? '';
  return /^\S+ \S+ (cgroup2 |cgroup \S*\bdevices\b)/m.test(mounts);
}
