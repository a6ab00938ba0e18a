import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import { nextEdit, upgradeControlPlane } from './upgrade-control-plane.ts';

const images = ['kube-apiserver', 'kube-controller-manager'].map((program) => ({
  ...{ reference: `there.example/${program}:v1.36.3`, archive: `/${program}.tar` },
}));
const upgradesTo = { kubernetes: '1.36.3', images };
const { service, manifest } = nextEdit({ upgradesTo });
const edited = (edit: string, lines: readonly string[]) =>
  execFileSync('sed', [edit], { input: `${lines.join('\n')}\n`, encoding: 'utf8' })
    .trimEnd()
    .split('\n');

const started = (image: string) => [
  ...['    - --v=2', `    image: ${image}`, '    imagePullPolicy: IfNotPresent'],
  ...['    name: kube-controller-manager'],
];

describe('upgrade-control-plane', () => {
  it('has a service start the same program of the next release with the same flags', () => {
    const lines = ['until ready; do pause; done', "exec 'kube-scheduler' '--v=2'"];
    expect(edited(service, lines)).to.deep.equal([
      ...[lines[0], "exec '/opt/steadfast/next/kube-scheduler' '--v=2'"],
    ]);
  });

  it('has a manifest name the image of the same program, and leaves all else', () => {
    const before = started('here.example:5000/of/ours/kube-controller-manager:v1.35.4');
    expect(edited(manifest, before)).to.deep.equal(
      started('there.example/kube-controller-manager:v1.36.3'),
    );
  });

  it('changes nothing of a program that the next release has no image of', () => {
    const before = started('here.example/kube-scheduler:v1.35.4');
    expect(edited(manifest, before)).to.deep.equal(before);
  });

  it('hands the node what images it lacks before a lease is there, and none twice', async () => {
    const { node, done } = nodeWith([images[0]?.reference ?? '']);
    const cluster = { nodes: [node], upgradesTo } as unknown as Cluster;
    await upgradeControlPlane.inject(cluster, { node: 'n0' }, { id: 'one', seconds: 30 });
    expect(done).to.deep.equal([`import ${images[1]?.archive}`, 'bash', 'bash']);
  });
});

/** A node whose runtime has these images, and what was done there beside looking. */
function nodeWith(there: string[]) {
  const done: string[] = [];
  const exec: ClusterNode['exec'] = async ([program = '', ...words], { inputFile = '' } = {}) => {
    const said = { code: 0, stderr: '', stdout: '' };
    if (program !== 'ctr') done.push(program);
    else if (words.includes('list')) {
      return { ...said, stdout: there.filter((one) => words.includes(`name==${one}`)).join('\n') };
    } else {
      done.push(`import ${inputFile}`);
      there.push(images.find(({ archive }) => archive === inputFile)?.reference ?? '');
    }
    return said;
  };
  return { node: { name: 'n0', role: 'control-plane', exec } as unknown as ClusterNode, done };
}
