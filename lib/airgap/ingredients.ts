import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Component } from '../model/cluster.ts';
import { archives } from './archives.ts';
import { builtComponents } from './components.ts';
import { type DebianSystem, debianFolder } from './debian-system.ts';
import { folderProvisionerFile } from './folder-provisioner.ts';
import type { Go } from './go-toolchain.ts';
import { fillStore } from './image-store.ts';
import { kubernetesFolder } from './kubernetes-binaries.ts';
import { sharedFolder } from './shared-binaries.ts';
import { type Building, folderOf, made, type Step } from './step.ts';

/** All that a cluster without a container engine is made of. */
export interface Ingredients {
  readonly kubernetes: string;
  readonly kubernetesFolder: string;
  readonly sharedFolder: string;
  /** The root of the Debian system that every node starts from. */
  readonly debianRoot: string;
  /** A store of containerd's that holds these images, unpacked: what a node begins with. */
  readonly imageStore: string;
  readonly images: readonly string[];
  readonly components: readonly Component[];
}

/** What is in the cache for a release, or null when something of it has yet to be built. */
export async function cachedIngredients(kubernetes: string): Promise<Ingredients | null> {
  const folder = folderOf(stepFor(kubernetes));
  const list = join(folder, LIST);
  const folders = [kubernetesFolder(kubernetes), sharedFolder(), debianFolder(), list];
  if (!folders.every((path) => existsSync(path))) return null;
  const { images, components } = listSchema.parse(JSON.parse(await readFile(list, 'utf8')));
  return {
    kubernetes,
    kubernetesFolder: kubernetesFolder(kubernetes),
    sharedFolder: sharedFolder(),
    debianRoot: join(debianFolder(), 'root'),
    imageStore: join(folder, STORE),
    images,
    components,
  };
}

export interface ListTask {
  readonly kubernetes: string;
  readonly go: Go;
  readonly debian: DebianSystem;
}

/** Makes the images that run in pods, and the list by which a cluster finds everything. */
export async function listIngredients(
  { kubernetes, go, debian }: ListTask,
  building: Building,
): Promise<void> {
  const folders = {
    kubernetesFolder: kubernetesFolder(kubernetes),
    sharedFolder: sharedFolder(),
  };
  const found = await archives({ kubernetes, ...folders, debian }, building, 'embedded');
  const components = builtComponents(kubernetes, go.version, 'embedded');
  const make = async (folder: string) => {
    await fillStore(join(folder, STORE), found, building);
    const images = Object.keys(found);
    const text = JSON.stringify({ images, components }, null, 2);
    await writeFile(join(folder, LIST), `${text}\n`);
  };
  await made({ ...stepFor(kubernetes), make }, building);
}

const LIST = 'ingredients.json';
const STORE = 'store';

const listSchema = z.object({
  images: z.array(z.string()),
  components: z.array(z.object({ name: z.string(), version: z.string(), from: z.string() })),
});

function stepFor(kubernetes: string): Pick<Step, 'name' | 'inputs'> {
  return {
    name: `embedded-v${kubernetes}`,
    inputs: {
      shape: 'a store beside its list',
      kubernetes: kubernetesFolder(kubernetes),
      shared: sharedFolder(),
      volumes: folderProvisionerFile(),
      debian: debianFolder(),
    },
  };
}
