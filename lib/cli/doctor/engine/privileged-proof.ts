import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attempt } from '../../../support/exec.ts';
import type { Host } from '../host.ts';
import { docker } from './engine.ts';

export interface PrivilegedProof {
  /** Null when there was nothing to start. */
  readonly started: boolean | null;
  readonly says: string;
}

const OWN_IMAGE = 'steadfast/doctor-proof';
/** Images whose /bin/true is known to be there, so that the container comes to a good end. */
const KNOWN = /^((docker\.io\/)?(library\/)?busybox|steadfast\/debian)\b/;

/** Starts a privileged container and sees: the only answer that leaves nothing to reasoning. */
export async function provePrivileged(host: Host): Promise<PrivilegedProof> {
  const image = await imageAtHand(host);
  if (!image) return { started: null, says: 'no image is at hand to start a container from' };
  const words = ['run', '--rm', '--pull', 'never', '--privileged', '--network', 'none'];
  const started = await docker(host, [...words, '--entrypoint', '/bin/true', image]);
  const complaint = started.stderr.trim().split('\n')[0] ?? '';
  if (started.code === 0) return { started: true, says: 'a privileged container started' };
  // The runtime looks for the program after it has set the capabilities: it came that far.
  if (/no such file or directory|executable file not found/.test(complaint)) {
    return { started: true, says: 'a privileged container was set up' };
  }
  return { started: false, says: `a privileged container did not start: ${complaint.slice(-240)}` };
}

/** The same with an empty image of our own: the runtime comes as far as looking for a program. */
export async function proveWithOwnImage(host: Host): Promise<PrivilegedProof> {
  if ((await imageAtHand(host)) !== null) return provePrivileged(host);
  const folder = await mkdtemp(join(tmpdir(), 'steadfast-proof-'));
  try {
    await mkdir(join(folder, 'root', 'bin'), { recursive: true });
    const tar = join(folder, 'image.tar');
    await attempt(['tar', '-cf', tar, '-C', join(folder, 'root'), '.']);
    const made = await docker(host, ['import', tar, OWN_IMAGE], { limitMs: 60_000 });
    if (made.code !== 0) {
      return { started: null, says: `no image could be made: ${made.stderr.trim()}` };
    }
    return await provePrivileged(host);
  } finally {
    await docker(host, ['image', 'rm', '--force', OWN_IMAGE]);
    await rm(folder, { recursive: true, force: true });
  }
}

async function imageAtHand(host: Host): Promise<string | null> {
  const format = '{{if eq .Repository "<none>"}}{{.ID}}{{else}}{{.Repository}}:{{.Tag}}{{end}}';
  const { stdout } = await docker(host, ['image', 'ls', '--format', format]);
  const images = stdout.split('\n').filter((line) => line !== '' && !line.endsWith(':<none>'));
  return images.find((image) => KNOWN.test(image)) ?? images[0] ?? null;
}
