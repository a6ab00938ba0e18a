import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { expect } from 'chai';
import { run } from '../support/exec.ts';
import { tarFolder, writeOciArchive } from './oci-archive.ts';

describe('an OCI archive', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'steadfast-test-'));
    await mkdir(join(folder, 'root'));
    await writeFile(join(folder, 'root', 'hello'), 'hello\n');
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function archive(name: string): Promise<string> {
    const layer = join(folder, `${name}.layer.tar`);
    await tarFolder(join(folder, 'root'), layer);
    const file = join(folder, `${name}.tar`);
    await writeOciArchive(file, {
      reference: 'registry.test/hello:1',
      layers: [layer],
      entrypoint: ['/hello'],
      command: [],
      labels: { a: 'b' },
    });
    return file;
  }

  it('names its image and describes blobs that are what their digests say', async () => {
    const opened = join(folder, 'opened');
    await mkdir(opened);
    await run(['tar', '-C', opened, '-xf', await archive('one')]);
    const read = async (digest: string) => {
      const bytes = await readFile(join(opened, 'blobs', 'sha256', digest.replace('sha256:', '')));
      expect(`sha256:${createHash('sha256').update(bytes).digest('hex')}`).to.equal(digest);
      return bytes;
    };
    const index = JSON.parse(await readFile(join(opened, 'index.json'), 'utf8'));
    const [entry] = index.manifests;
    expect(entry.annotations['io.containerd.image.name']).to.equal('registry.test/hello:1');
    const manifest = JSON.parse((await read(entry.digest)).toString());
    const config = JSON.parse((await read(manifest.config.digest)).toString());
    expect(config.config.Entrypoint).to.deep.equal(['/hello']);
    const packed = await read(manifest.layers[0].digest);
    expect(packed).to.have.length(manifest.layers[0].size);
    const plain = createHash('sha256').update(zstdDecompressSync(packed)).digest('hex');
    expect(config.rootfs.diff_ids).to.deep.equal([`sha256:${plain}`]);
  });

  it('is the same, byte for byte, when made again', async () => {
    const [one, two] = [await archive('one'), await archive('two')];
    expect(await readFile(one)).to.deep.equal(await readFile(two));
  });
});
