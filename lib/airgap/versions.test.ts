import { expect } from 'chai';
import { builtComponents, componentsFromLabel, componentsToLabel, inUse } from './components.ts';
import { mirrorIn } from './debian-mirror.ts';
import { isNewEnough } from './go-toolchain.ts';
import { goMod } from './kubernetes-binaries.ts';
import { imageNamed } from './program-images.ts';
import {
  DEFAULT_KUBERNETES,
  FOLDERS,
  KUBERNETES_VERSIONS,
  LOCAL_PATH,
  minorOf,
  nodeImage,
  stagingVersion,
} from './versions.ts';

describe('the table of versions', () => {
  it('has the default among the releases that can be built', () => {
    expect(KUBERNETES_VERSIONS).to.include(DEFAULT_KUBERNETES);
  });

  it('derives names from a release', () => {
    expect(nodeImage('1.36.3')).to.equal('steadfast/node:v1.36.3');
    expect(stagingVersion('1.34.4')).to.equal('v0.34.4');
    expect(minorOf('1.35.4')).to.equal('35');
  });
});

describe('the module that Kubernetes is built from', () => {
  it('gives every staging module its published version', () => {
    const published = [
      'module k8s.io/kubernetes',
      'replace (',
      '\tk8s.io/api => ./staging/src/k8s.io/api',
      '\tk8s.io/cri-api => ./staging/src/k8s.io/cri-api',
      '\texample.org/other => example.org/fork v1.0.0',
      ')',
    ].join('\n');
    const lines = goMod('1.35.4', published).split('\n');
    expect(lines).to.include('require k8s.io/kubernetes v1.35.4');
    expect(lines.filter((line) => line.startsWith('replace'))).to.deep.equal([
      'replace k8s.io/api => k8s.io/api v0.35.4',
      'replace k8s.io/cri-api => k8s.io/cri-api v0.35.4',
    ]);
  });
});

describe('Go', () => {
  for (const [version, enough] of [
    ['1.26.0', true],
    ['1.27.1', true],
    ['2.0.0', true],
    ['1.25.9', false],
    ['1.9.7', false],
  ] as const) {
    it(`${version} is ${enough ? '' : 'not '}new enough`, () => {
      expect(isNewEnough(version)).to.equal(enough);
    });
  }
});

describe('the Debian mirror of a host', () => {
  it('is found in either notation of its sources', () => {
    const short = 'deb [signed-by=/k.gpg] http://mirror.test/debian bookworm main\n';
    expect(mirrorIn(short)).to.equal('http://mirror.test/debian');
    const long = 'Types: deb\n# a comment\nURIs: http://mirror.test/debian\nSuites: bookworm\n';
    expect(mirrorIn(long)).to.equal('http://mirror.test/debian');
  });

  it('is never an archive of security updates alone, nor a comment', () => {
    expect(mirrorIn('deb http://mirror.test/debian-security x main')).to.equal(null);
    expect(mirrorIn('# deb http://mirror.test/debian bookworm main')).to.equal(null);
  });
});

describe('the components of a node image', () => {
  it('survive the way through a label', () => {
    const components = builtComponents('1.36.3', '1.26.8', 'kind');
    expect(componentsFromLabel(componentsToLabel(components))).to.deep.equal(components);
  });

  it('name one provisioner, the one that is in use', () => {
    const components = builtComponents('1.36.3', '1.26.8', 'kind');
    for (const [maker, name] of [
      ['folders', FOLDERS],
      ['local-path', LOCAL_PATH],
    ] as const) {
      const used = inUse(components, maker);
      expect(used.map((one) => one.name).filter((one) => one.endsWith('-provisioner'))).to.eql([
        name,
      ]);
      expect(used).to.have.length(components.length - 1);
    }
  });

  it('are none when the label is of another making', () => {
    expect(componentsFromLabel('something else')).to.deep.equal([]);
  });
});

describe('the images that kubeadm names', () => {
  const asked = ['registry.test/etcd:3.6.8-0', 'registry.test/coredns/coredns:v1.14.2'];

  it('are found by their last name', () => {
    expect(imageNamed('coredns', asked)).to.equal('registry.test/coredns/coredns:v1.14.2');
  });

  it('are missed loudly', () => {
    expect(() => imageNamed('pause', asked)).to.throw('kubeadm names no image of pause');
  });
});
