import { expect } from 'chai';
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
}

const items = storageManifest({ provisioner: 'p:1', shell: 's:1' }) as readonly Loose[];

describe('the storage manifest', () => {
  it('marks every object as ours', () => {
    for (const { metadata } of items) {
      expect(metadata.labels, metadata.name).to.include({ 'steadfast.dev/part': 'storage' });
    }
  });

  it('has exactly one default class, the one that binds to a node', () => {
    const classes = items.filter(({ kind }) => kind === 'StorageClass');
    expect(classes.map(({ metadata }) => metadata.name)).to.deep.equal(['local', 'shared']);
    const defaults = classes.filter(
      ({ metadata }) => metadata.annotations?.['storageclass.kubernetes.io/is-default-class'],
    );
    expect(defaults.map(({ metadata }) => metadata.name)).to.deep.equal(['local']);
    for (const { volumeBindingMode } of classes) {
      expect(volumeBindingMode).to.equal('WaitForFirstConsumer');
    }
  });

  it('gives each class its own place, and a pod template that names the shell image', () => {
    const settings = items.find(({ kind }) => kind === 'ConfigMap')?.data ?? {};
    const { storageClassConfigs } = JSON.parse(settings['config.json'] ?? '');
    expect(storageClassConfigs.local.nodePathMap[0].paths).to.deep.equal([
      '/var/steadfast/volumes',
    ]);
    expect(storageClassConfigs.shared).to.deep.equal({ sharedFileSystemPath: '/steadfast/shared' });
    const pod = JSON.parse(settings['helperPod.yaml'] ?? '');
    expect(pod.spec.containers[0].image).to.equal('s:1');
  });
});
