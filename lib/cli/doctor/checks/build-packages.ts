import { existsSync } from 'node:fs';
import { type Check, fine, notNeeded } from '../check.ts';
import { asRoot, findCommand, type Host, hasApt } from '../host.ts';
import { everythingBuilt } from './built.ts';

interface Need {
  readonly debian: string;
  readonly isThere: (host: Host) => boolean;
}

const command = (name: string) => (host: Host) => findCommand(host, name) !== null;

const NEEDS: readonly Need[] = [
  { debian: 'tar', isThere: command('tar') },
  { debian: 'util-linux', isThere: command('unshare') },
  { debian: 'wget', isThere: command('wget') },
  {
    debian: 'ca-certificates',
    isThere: () => ['/etc/ssl/certs/ca-certificates.crt', '/etc/ssl/cert.pem'].some(existsSync),
  },
];

export const buildPackages: Check = {
  id: 'build-packages',
  title: 'packages for the build',
  neededFor: 'steadfast airgap build makes what clusters consist of where no registry is reached',
  providers: ['kind', 'embedded'],
  quick: false,
  async examine(survey) {
    if (await everythingBuilt(survey)) return notNeeded('everything they build is at hand');
    return missingPackages(survey.host, NEEDS);
  },
};

/** Also for other sets of packages than this one. */
export function missingPackages(host: Host, needs: readonly Need[]) {
  const packages = needs.filter(({ isThere }) => !isThere(host)).map(({ debian }) => debian);
  if (packages.length === 0) return fine('all installed');
  const state = 'broken' as const;
  const says = `not installed: ${packages.join(', ')}`;
  if (!hasApt(host))
    return {
      state,
      says,
      mend: [`# install, by the names this system has for them: ${packages.join(' ')}`],
    };
  const install = `apt-get install --no-install-recommends ${packages.join(' ')}`;
  return { state, says, mend: [asRoot(host, install)], packages };
}
