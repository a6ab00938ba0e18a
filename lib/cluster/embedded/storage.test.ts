import { expect } from 'chai';
import { foldersManifest } from './storage.ts';

interface Loose {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
  readonly volumeBindingMode?: string;
  readonly parameters?: Record<string, string>;
}

const items = foldersManifest() as readonly Loose[];

describe('the storage of embedded clusters', () => {
  it('marks every object as ours', () => {
    for (const { metadata } of items) {
      expect(metadata.labels, metadata.name).to.include({ 'steadfast.dev/part': 'storage' });
    }
  });

  it('has the classes of kind clusters, and the one that binds to a node is the default', () => {
    const classes = items.filter(({ kind }) => kind === 'StorageClass');
    expect(classes.map(({ metadata }) => metadata.name)).to.deep.equal(['local', 'shared']);
    expect(classes.map(({ parameters }) => parameters?.folder)).to.deep.equal(['own', 'shared']);
    const defaults = classes.filter(
      ({ metadata }) => metadata.annotations?.['storageclass.kubernetes.io/is-default-class'],
    );
    expect(defaults.map(({ metadata }) => metadata.name)).to.deep.equal(['local']);
    for (const { volumeBindingMode } of classes) {
      expect(volumeBindingMode).to.equal('WaitForFirstConsumer');
    }
  });
});
