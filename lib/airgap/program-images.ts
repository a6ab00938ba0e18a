import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { NextRelease } from '../model/cluster.ts';
import { HarnessError } from '../support/errors.ts';
import { run } from '../support/exec.ts';
import { builtReleaseAfter } from './next-release.ts';
import { type SingleImage, singleArchiveFile } from './single-image.ts';

/** What kubeadm writes manifests for, but for etcd, whose releases are not those of Kubernetes. */
export const CONTROL_PLANE = [
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
] as const;

export interface ProgramsOf {
  readonly kubernetes: string;
  /** Where the programs of that release are. */
  readonly folder: string;
  /** What its kubeadm asks the nodes for. */
  readonly asked: readonly string[];
}

/** A program of Kubernetes, in the image that kubeadm's manifests name. */
export function programImage(name: string, { kubernetes, folder, asked }: ProgramsOf): SingleImage {
  return {
    reference: imageNamed(name, asked),
    binary: join(folder, name),
    at: `/usr/local/bin/${name}`,
    entrypoint: false,
    version: `v${kubernetes}`,
  };
}

/** The release after this one, where images of its control plane are built; null otherwise. */
export async function imagesOfReleaseAfter(kubernetes: string): Promise<NextRelease | null> {
  const next = builtReleaseAfter(kubernetes);
  if (next === null) return null;
  const asked = await kubeadmImages(next.folder, next.kubernetes);
  const images = CONTROL_PLANE.map((name) => {
    const single = programImage(name, { ...next, asked });
    return { reference: single.reference, archive: singleArchiveFile(single) };
  });
  const areBuilt = images.every(({ archive }) => existsSync(archive));
  return areBuilt ? { kubernetes: next.kubernetes, images } : null;
}

/** What this release's kubeadm will ask the nodes for: it alone knows the tags. */
export async function kubeadmImages(
  folder: string,
  kubernetes: string,
): Promise<readonly string[]> {
  const kubeadm = join(folder, 'kubeadm');
  const argv = [kubeadm, 'config', 'images', 'list', '--kubernetes-version', `v${kubernetes}`];
  return (await run(argv)).split('\n').filter((line) => line.includes('/'));
}

export function imageNamed(name: string, references: readonly string[]): string {
  const found = references.find((reference) => isNamed(name, reference));
  if (!found) {
    throw new HarnessError({
      what: `kubeadm names no image of ${name}`,
      lastSeen: references.join(', '),
    });
  }
  return found;
}

export function isNamed(name: string, reference: string): boolean {
  return basename(reference).split(':')[0] === name;
}
