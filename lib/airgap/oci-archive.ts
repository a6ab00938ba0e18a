import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import { run } from '../support/exec.ts';

export interface ImageParts {
  /** The full name a node will find it by. */
  readonly reference: string;
  /** Tar files, lowest layer first. */
  readonly layers: readonly string[];
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Writes an image as an OCI archive, which containerd imports as it is. No container engine is
 * asked: a host that runs clusters without one needs these archives too.
 */
export async function writeOciArchive(file: string, parts: ImageParts): Promise<void> {
  const folder = `${file}.layout`;
  const blobs = join(folder, 'blobs', 'sha256');
  await mkdir(blobs, { recursive: true });
  const layers: Layer[] = [];
  for (const tar of parts.layers) layers.push(await writeLayer(blobs, tar));
  const config = await writeJson(blobs, imageConfig(parts, layers));
  const manifest = await writeJson(blobs, {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
    layers: layers.map(({ digest, size }) => ({ mediaType: LAYER, digest, size })),
  });
  const index = {
    schemaVersion: 2,
    manifests: [
      {
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        ...manifest,
        annotations: {
          'io.containerd.image.name': parts.reference,
          'org.opencontainers.image.ref.name': parts.reference,
        },
      },
    ],
  };
  await writeFile(join(folder, 'index.json'), JSON.stringify(index));
  await writeFile(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  await tarFolder(folder, file);
  await rm(folder, { recursive: true });
}

/** Packs a folder's content so that equal content gives an equal tar, whoever packs it and when. */
export async function tarFolder(folder: string, file: string): Promise<void> {
  const still = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'];
  await run(['tar', ...still, '-C', folder, '-cf', file, '.']);
}

const LAYER = 'application/vnd.oci.image.layer.v1.tar+zstd';

interface Blob {
  readonly digest: string;
  readonly size: number;
}

interface Layer extends Blob {
  readonly diffId: string;
}

async function writeLayer(blobs: string, tar: string): Promise<Layer> {
  const plain = createHash('sha256');
  const packed = createHash('sha256');
  const aside = join(blobs, 'unnamed');
  await pipeline(
    createReadStream(tar),
    tap(plain),
    createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } }),
    tap(packed),
    createWriteStream(aside),
  );
  const hex = packed.digest('hex');
  await rename(aside, join(blobs, hex));
  const { size } = await stat(join(blobs, hex));
  return { digest: `sha256:${hex}`, size, diffId: `sha256:${plain.digest('hex')}` };
}

function tap(hash: ReturnType<typeof createHash>): Transform {
  return new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
}

async function writeJson(blobs: string, value: unknown): Promise<Blob> {
  const text = JSON.stringify(value);
  const hex = createHash('sha256').update(text).digest('hex');
  await writeFile(join(blobs, hex), text);
  return { digest: `sha256:${hex}`, size: Buffer.byteLength(text) };
}

function imageConfig(parts: ImageParts, layers: readonly Layer[]): unknown {
  return {
    architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
    os: 'linux',
    config: {
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
      Entrypoint: parts.entrypoint,
      Cmd: parts.command,
      Labels: parts.labels,
    },
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
  };
}
