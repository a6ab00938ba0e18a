import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Component } from '../model/cluster.ts';
import { attempt } from '../support/exec.ts';
import { componentsFromLabel } from './components.ts';
import { cachedIngredients } from './ingredients.ts';
import { isK6Built, K6_MODULE, k6File } from './k6.ts';
import { kubernetesFolder } from './kubernetes-binaries.ts';
import { sharedFolder } from './shared-binaries.ts';
import { airgapFolder } from './step.ts';
import { DEFAULT_KUBERNETES, KUBERNETES_VERSIONS, MODULES, nodeImage } from './versions.ts';

/** What one release has in the cache and in the engine. */
export interface ReleaseStatus {
  readonly kubernetes: string;
  /** Whether all is there that an embedded cluster of it is made of. */
  readonly embedded: boolean;
  /** Its binaries; null when they have not been built. */
  readonly binaries: { readonly folder: string; readonly bytes: number } | null;
  readonly nodeImage: {
    readonly name: string;
    /** Null when the engine does not have it. */
    readonly bytes: number | null;
    readonly components: readonly Component[];
  };
}

export interface AirgapStatus {
  readonly cache: { readonly folder: string; readonly bytes: number };
  readonly engine: boolean;
  /** Binaries of no release in particular; null when they have not been built. */
  readonly shared: {
    readonly folder: string;
    readonly bytes: number;
    readonly modules: Readonly<Record<string, string>>;
  } | null;
  /** What makes load; null when it has not been built. */
  readonly k6: { readonly file: string; readonly module: string } | null;
  readonly releases: readonly ReleaseStatus[];
  /** All of this for a reader, in lines. */
  readonly text: string;
}

/** Looks, and makes nothing: what is built, of which version and from where. */
export async function airgapStatus(): Promise<AirgapStatus> {
  const engine = await attempt(['docker', 'version']).catch(() => ({ code: 127 }));
  const folder = airgapFolder();
  const shared = sharedFolder();
  const modules = Object.entries(MODULES).map(([name, { path, version }]) => {
    return [name, `${path}@${version}`] as const;
  });
  const facts = {
    cache: { folder, bytes: await sizeOf(folder) },
    engine: engine.code === 0,
    shared: existsSync(shared)
      ? { folder: shared, bytes: await sizeOf(shared), modules: Object.fromEntries(modules) }
      : null,
    k6: isK6Built() ? { file: k6File(), module: K6_MODULE } : null,
    releases: await Promise.all(KUBERNETES_VERSIONS.map(releaseStatus)),
  };
  return { ...facts, text: told(facts) };
}

async function releaseStatus(kubernetes: string): Promise<ReleaseStatus> {
  const folder = kubernetesFolder(kubernetes);
  const name = nodeImage(kubernetes);
  const inspect = await attempt(['docker', 'image', 'inspect', '--format', '{{json .}}', name])
    .then(({ code, stdout }) => (code === 0 ? (JSON.parse(stdout) as Inspected) : null))
    .catch(() => null);
  const label = inspect?.Config?.Labels?.['steadfast.dev/components'];
  return {
    kubernetes,
    embedded: (await cachedIngredients(kubernetes)) !== null,
    binaries: existsSync(folder) ? { folder, bytes: await sizeOf(folder) } : null,
    nodeImage: {
      name,
      bytes: inspect?.Size ?? null,
      components: label ? componentsFromLabel(label) : [],
    },
  };
}

interface Inspected {
  readonly Size?: number;
  readonly Config?: { readonly Labels?: Readonly<Record<string, string>> | null };
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map((file) => stat(join(file.parentPath, file.name)).then(({ size }) => size)),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function told(facts: Omit<AirgapStatus, 'text'>): string {
  const { cache, engine, shared, k6, releases } = facts;
  const lines = [`cache       ${cache.folder}, ${megabytes(cache.bytes)}`];
  lines.push(`engine      ${engine ? 'answers' : 'does not answer: node images cannot be seen'}`);
  lines.push(`shared      ${shared ? `built, ${megabytes(shared.bytes)}` : 'not built'}`);
  for (const [name, module] of Object.entries(shared?.modules ?? {})) {
    lines.push(`            ${name.padEnd(24)}${module}`);
  }
  lines.push(
    `k6          ${k6 ? `built, ${k6.module}` : 'not built: steadfast airgap build --k6'}`,
  );
  for (const { kubernetes, embedded, binaries, nodeImage } of releases) {
    const mark = kubernetes === DEFAULT_KUBERNETES ? ' (default)' : '';
    const built = binaries ? `binaries ${megabytes(binaries.bytes)}` : 'no binaries';
    const { name, bytes, components } = nodeImage;
    const image = bytes === null ? `no ${name}` : `${name} ${megabytes(bytes)}`;
    const ready = embedded ? 'embedded ready' : 'embedded not ready';
    lines.push(`v${kubernetes.padEnd(11)}${built}, ${image}, ${ready}${mark}`);
    for (const { name, version, from } of components) {
      lines.push(`            ${name.padEnd(24)}${version}, ${from}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
