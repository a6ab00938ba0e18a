import { constants } from 'node:fs';
import { access, copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { ClusterShape, Component } from '../../model/cluster.ts';
import { UsageError } from '../../support/errors.ts';
import { attempt } from '../../support/exec.ts';

/** Programs that a user brought, and what is to be said about them in every report. */
export interface Brought {
  readonly folder: string | null;
  readonly components: readonly Component[];
}

const MANAGER = 'kube-controller-manager';
/** What a node of ours runs: anything else in a folder is none of a cluster's business. */
const KNOWN = [
  ...['etcd', 'kube-apiserver', MANAGER, 'kube-scheduler', 'kube-proxy', 'kubelet', 'kubeadm'],
  ...['kubectl', 'containerd', 'containerd-shim-runc-v2', 'ctr'],
];

/** Copies them beside the cluster, so that a build that goes on meanwhile changes nothing. */
export async function bringOverrides(shape: ClusterShape, folder: string): Promise<Brought> {
  const { binaries, controllerManager } = shape;
  const files = new Map<string, string>();
  if (binaries !== undefined) {
    for (const name of await knownIn(binaries)) files.set(name, join(resolve(binaries), name));
  }
  if (controllerManager !== undefined) files.set(MANAGER, resolve(controllerManager));
  if (files.size === 0) return { folder: null, components: [] };
  await mkdir(folder, { recursive: true });
  const components: Component[] = [];
  for (const [name, file] of files) {
    await mustRun(name, file);
    await copyFile(file, join(folder, name), constants.COPYFILE_FICLONE);
    components.push({ name, version: await versionOf(file), from: `a file of yours, ${file}` });
  }
  return { folder, components };
}

async function knownIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new UsageError({ what: `${folder} is no folder that can be read`, cause: error });
  });
  const known = KNOWN.filter((name) => names.includes(name));
  if (known.length > 0) return known;
  throw new UsageError({
    what: `${folder} has none of the programs that a cluster runs`,
    lastSeen: `${names.slice(0, 8).join(', ') || 'nothing'}`,
    tryThis: `a folder with any of ${KNOWN.join(', ')}`,
  });
}

async function mustRun(name: string, file: string): Promise<void> {
  try {
    if (!(await stat(file)).isFile()) throw new Error('it is no file');
    await access(file, constants.X_OK);
  } catch (error) {
    throw new UsageError({
      what: `${file} cannot be run as ${name}`,
      tryThis: `the path of a built program, such as _output/bin/${basename(file)}`,
      cause: error,
    });
  }
}

/** Its own word for it; a program that has none is still judged. */
async function versionOf(file: string): Promise<string> {
  const said = await attempt([file, '--version'], { limitMs: 10_000 }).catch(() => null);
  return /v?\d+\.\d+\.\d+\S*/.exec(said?.stdout ?? '')?.[0] ?? 'unknown';
}
