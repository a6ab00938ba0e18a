import {
  FOLDERS,
  FOLDERS_IMAGE,
  LOCAL_PATH,
  LOCAL_PATH_IMAGE,
  SHELL_IMAGE,
} from '../airgap/versions.ts';
import type { ClusterNode, VolumeMaker } from '../model/cluster.ts';
import { HarnessError } from '../support/errors.ts';
import { FOLDERS_SERVED, foldersManifest } from './folders-manifest.ts';
import type { Served } from './ready.ts';
import { LOCAL_PATH_SERVED, storageManifest } from './storage-manifest.ts';

/** The client that every node image has, with the administrator's own configuration. */
export const KUBECTL = ['kubectl', '--kubeconfig=/etc/kubernetes/admin.conf'] as const;

export interface Storage {
  readonly maker: VolumeMaker;
  readonly served: Served;
}

/**
 * Installs both storage classes and answers with what makes their volumes; the caller waits until
 * that is available. Our own folders are taken where the node has an image of them: local-path,
 * which is all that kind's public images have, starts a pod for each folder.
 */
export async function installStorage(
  controlPlane: ClusterNode,
  wanted: VolumeMaker | undefined,
): Promise<Storage> {
  const images = await imagesOn(controlPlane);
  const maker = wanted ?? (images.includes(FOLDERS_IMAGE) ? 'folders' : 'local-path');
  const { items, served } = (maker === 'folders' ? folders : localPath)(controlPlane.name, images);
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  await must(controlPlane, [...KUBECTL, 'apply', '--filename', '-'], input);
  // kind's public images bring a default class of their own, and two defaults are none.
  const theirs = ['storageclass', 'standard', '--ignore-not-found'];
  await must(controlPlane, [...KUBECTL, 'delete', ...theirs]);
  return { maker, served };
}

interface Parts {
  readonly items: readonly object[];
  readonly served: Served;
}

function folders(node: string, images: readonly string[]): Parts {
  if (!images.includes(FOLDERS_IMAGE)) throw hasNone(node, FOLDERS, images);
  return { items: foldersManifest(), served: FOLDERS_SERVED };
}

/** kind's public image holds it under a tag that changes with every release of kind. */
function localPath(node: string, images: readonly string[]): Parts {
  const found = (own: string, theirs: RegExp) =>
    images.find((name) => name === own) ?? images.find((name) => theirs.test(name));
  const provisioner = found(LOCAL_PATH_IMAGE, /\/local-path-provisioner:/);
  const shell = found(SHELL_IMAGE, /\/local-path-helper:/);
  if (!provisioner || !shell) throw hasNone(node, LOCAL_PATH, images);
  return { items: storageManifest({ provisioner, shell }), served: LOCAL_PATH_SERVED };
}

function hasNone(node: string, name: string, images: readonly string[]): HarnessError {
  return new HarnessError({
    what: `${node} has no image of ${name}, which is to make volumes`,
    lastSeen: images.join(', '),
    tryThis: 'steadfast airgap build, and the cluster made again',
  });
}

async function imagesOn(node: ClusterNode): Promise<readonly string[]> {
  const listed = await must(node, ['ctr', '--namespace', 'k8s.io', 'images', 'list', '--quiet']);
  return listed.split('\n').filter((name) => !name.includes('@'));
}

async function must(
  node: ClusterNode,
  command: readonly string[],
  input?: string,
): Promise<string> {
  const result = await node.exec(command, input === undefined ? {} : { input });
  if (result.code !== 0) {
    throw new HarnessError({
      what: `${command.join(' ')} failed on ${node.name}`,
      lastSeen: result.stderr.trim(),
    });
  }
  return result.stdout;
}
