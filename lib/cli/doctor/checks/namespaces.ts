import { attempt } from '../../../support/exec.ts';
import { type Check, fine, type Observation } from '../check.ts';
import { asRoot, findCommand } from '../host.ts';

/** Everything that a node is made of, tried once and gone with the command. */
const TRIAL = `set -e
mount -t tmpfs tmpfs /mnt
mkdir /mnt/lower /mnt/upper /mnt/work /mnt/all
mount -t overlay -o lowerdir=/mnt/lower,upperdir=/mnt/upper,workdir=/mnt/work overlay /mnt/all
mount -t sysfs sysfs /mnt/lower
for at in $(awk '$3 ~ /^cgroup2?$/ { print $2 }' /proc/self/mounts); do
  mkdir "$at/steadfast-doctor-$1"
  rmdir "$at/steadfast-doctor-$1"
done`;
const NAMESPACES = ['--mount', '--net', '--pid', '--ipc', '--uts', '--cgroup'];

export const namespaces: Check = {
  id: 'namespaces',
  title: 'nodes without an engine',
  neededFor: 'an embedded node is a set of namespaces on this machine, and only root makes those',
  providers: ['embedded'],
  quick: true,
  async examine({ host }): Promise<Observation> {
    if (host.platform !== 'linux') {
      return broken('this is no Linux', ['# a container engine, or a cluster of yours']);
    }
    if (!host.root) {
      return broken('this user is not root', [asRoot(host, 'npx steadfast run')]);
    }
    const missing = ['unshare', 'nsenter', 'bash', 'mount', 'tar', 'chroot'].filter((command) => {
      return findCommand(host, command) === null;
    });
    if (missing.length > 0) {
      const packages = ['util-linux', 'bash', 'mount', 'tar', 'coreutils'];
      const mend = [asRoot(host, `apt-get install ${packages.join(' ')}`)];
      return { ...broken(`not on PATH: ${missing.join(', ')}`, mend), packages };
    }
    const argv = ['unshare', ...NAMESPACES, '--fork', '--mount-proc', 'bash', '-c', TRIAL];
    const tried = await attempt([...argv, 'steadfast', `${process.pid}`], { limitMs: 20_000 });
    if (tried.code === 0) return fine('namespaces, overlays and control groups can be made');
    const says = tried.stderr.trim().split('\n')[0] ?? '';
    return broken(`refused: ${says}`, ['# a machine, or a container, that allows root to mount']);
  },
};

function broken(says: string, mend: readonly string[]): Observation {
  return { state: 'broken', says, mend };
}
