import { PROVISIONER_IMAGE, SHELL_IMAGE } from '../airgap/versions.ts';
import type { ClusterNode } from '../model/cluster.ts';
import { HarnessError } from '../support/errors.ts';
import { type StorageImages, storageManifest } from './storage-manifest.ts';

/** The client that every node image has, with the administrator's own configuration. */
export const KUBECTL = ['kubectl', '--kubeconfig=/etc/kubernetes/admin.conf'] as const;

/**
 * Installs both storage classes; the caller waits until the provisioner is available. Images are
 * looked for on the node, unless the caller knows them.
 */
export async function installStorage(
  controlPlane: ClusterNode,
  images?: StorageImages,
): Promise<void> {
  const items = storageManifest(images ?? (await imagesOn(controlPlane)));
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  await must(controlPlane, [...KUBECTL, 'apply', '--filename', '-'], input);
  // kind's public images bring a default class of their own, and two defaults are none.
  const theirs = ['storageclass', 'standard', '--ignore-not-found'];
  await must(controlPlane, [...KUBECTL, 'delete', ...theirs]);
}

/**
 * A node image of ours holds our own provisioner. kind's public image holds one under a tag that
 * changes with every release of kind, so its name is looked up.
 */
async function imagesOn(node: ClusterNode): Promise<StorageImages> {
  const listed = await must(node, ['ctr', '--namespace', 'k8s.io', 'images', 'list', '--quiet']);
  const names = listed.split('\n').filter((name) => !name.includes('@'));
  const provisioner = [
    names.find((name) => name === PROVISIONER_IMAGE),
    names.find((name) => /\/local-path-provisioner:/.test(name)),
  ].find((name) => name !== undefined);
  const shell = [
    names.find((name) => name === SHELL_IMAGE),
    names.find((name) => /\/local-path-helper:/.test(name)),
  ].find((name) => name !== undefined);
  if (!provisioner || !shell) {
    throw new HarnessError({
      what: `${node.name} has no image of a volume provisioner`,
      lastSeen: names.join(', '),
      tryThis: 'steadfast airgap build',
    });
  }
  return { provisioner, shell };
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
