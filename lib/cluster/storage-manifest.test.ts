import { expect } from 'chai';
import { foldersManifest } from './folders-manifest.ts';
import { storageManifest } from './storage-manifest.ts';

interface Loose {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
  readonly data?: Record<string, string>;
  readonly volumeBindingMode?: string;
  readonly parameters?: Record<string, string>;
}

const onKind = storageManifest({ provisioner: 'p:1', shell: 's:1' }) as readonly Loose[];
const onEmbedded = foldersManifest() as readonly Loose[];

for (const [where, items] of Object.entries({ kind: onKind, embedded: onEmbedded })) {
  const classes = items.filter(({ kind }) => kind === 'StorageClass');

  describe(`the storage of ${where} clusters`, () => {
    it('marks every object as ours', () => {
      for (const { metadata } of items) {
        expect(metadata.labels, metadata.name).to.include({ 'steadfast.dev/part': 'storage' });
      }
    });

    it('has exactly one default class, the one that binds to a node', () => {
      expect(classes.map(({ metadata }) => metadata.name)).to.deep.equal(['local', 'shared']);
      const defaults = classes.filter(
        ({ metadata }) => metadata.annotations?.['storageclass.kubernetes.io/is-default-class'],
      );
      expect(defaults.map(({ metadata }) => metadata.name)).to.deep.equal(['local']);
      for (const { volumeBindingMode } of classes) {
        expect(volumeBindingMode).to.equal('WaitForFirstConsumer');
      }
    });
  });
}

describe('the places of volumes', () => {
  it('are one for each class on kind, with a pod template that names the shell image', () => {
    const settings = onKind.find(({ kind }) => kind === 'ConfigMap')?.data ?? {};
    const { storageClassConfigs } = JSON.parse(settings['config.json'] ?? '');
    expect(storageClassConfigs.local.nodePathMap[0].paths).to.deep.equal([
      '/var/steadfast/volumes',
    ]);
    expect(storageClassConfigs.shared).to.deep.equal({ sharedFileSystemPath: '/steadfast/shared' });
    const pod = JSON.parse(settings['helperPod.yaml'] ?? '');
    expect(pod.spec.containers[0].image).to.equal('s:1');
  });

  it('are said by the classes themselves on embedded', () => {
    const classes = onEmbedded.filter(({ kind }) => kind === 'StorageClass');
    expect(classes.map(({ parameters }) => parameters?.folder)).to.deep.equal(['own', 'shared']);
  });
});
