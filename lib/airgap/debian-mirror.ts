import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HarnessError } from '../support/errors.ts';

/**
 * Where this host itself gets its Debian packages: the one place that is known to be reachable.
 * A host of another kind names one in STEADFAST_DEBIAN_MIRROR.
 */
export async function debianMirror(): Promise<string> {
  const named = process.env.STEADFAST_DEBIAN_MIRROR;
  if (named) return named;
  const isDebian = /^ID=debian$/m.test(await textOf('/etc/os-release'));
  const mirror = isDebian ? mirrorIn(await aptSources('/etc/apt')) : null;
  if (mirror) return mirror;
  throw new HarnessError({
    what: 'no Debian mirror is known to make the node image from',
    lastSeen: isDebian ? 'no source of packages in /etc/apt' : 'this host is no Debian',
    tryThis: 'STEADFAST_DEBIAN_MIRROR=URL steadfast airgap build',
  });
}

/** The first archive in either of apt's two notations; security archives lack most packages. */
export function mirrorIn(sources: string): string | null {
  for (const line of sources.split('\n')) {
    const url =
      /^\s*URIs:\s*(\S+)/.exec(line)?.[1] ??
      /^\s*deb\s+(?:\[[^\]]*\]\s+)?((?:https?|file):\S+)/.exec(line)?.[1];
    if (url && !/security/.test(url)) return url;
  }
  return null;
}

async function aptSources(folder: string): Promise<string> {
  const more = join(folder, 'sources.list.d');
  const names = await readdir(more).catch(() => []);
  const files = [join(folder, 'sources.list'), ...names.sort().map((name) => join(more, name))];
  return (await Promise.all(files.map(textOf))).join('\n');
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
