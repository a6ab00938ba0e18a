import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { parse } from 'yaml';
import { MARK_EDIT, oneMoreFlag } from './start-edit.ts';

const FLAG = '--controllers=-one';
const edits = oneMoreFlag(FLAG);
const edited = (edit: string, lines: readonly string[]) =>
  execFileSync('sed', [edit.replaceAll('$loan', 'a-loan')], {
    input: `${lines.join('\n')}\n`,
    encoding: 'utf8',
  });

const SERVICE = ['#!/bin/sh', 'until ready; do pause; done', "exec 'kube-scheduler' '--v=2'"];

/** As kubeadm writes it: fields in the order of the alphabet, lists no deeper than their names. */
const manifest = (environment: readonly string[]) => [
  ...['kind: Pod', 'spec:', '  containers:', '  - command:'],
  ...['    - kube-scheduler', '    - --controllers=*', '    - "--v=2"'],
  ...environment,
  ...['    image: here/kube-scheduler:v1', '    name: kube-scheduler', '    ports:'],
  ...['    - containerPort: 10257', '  hostNetwork: true', '  volumes:', '  - name: pki'],
];
const ENVIRONMENT = ['    env:', '    - name: NO_PROXY', '      value: here'];

describe('an edit of what starts a program', () => {
  it('adds a flag to a service of a node, behind all others', () => {
    const [shebang, waits, starts] = edited(edits.service, SERVICE).split('\n');
    expect([shebang, waits]).to.deep.equal(SERVICE.slice(0, 2));
    expect(starts).to.equal(`exec 'kube-scheduler' '--v=2' '${FLAG}'`);
  });

  it('marks what a service starts', () => {
    const lines = edited(MARK_EDIT.service, SERVICE).trimEnd().split('\n');
    expect(lines.slice(-2)).to.deep.equal(['export STEADFAST_LOAN=a-loan', SERVICE[2]]);
  });

  for (const { what, environment } of [
    { what: 'without an environment', environment: [] },
    { what: 'with an environment of its own', environment: ENVIRONMENT },
  ]) {
    const before = manifest(environment);

    it(`adds a flag to the manifest of a pod ${what}, behind all others, and no more`, () => {
      const wanted = parse(before.join('\n'));
      wanted.spec.containers[0].command.push(FLAG);
      expect(parse(edited(edits.manifest, before))).to.deep.equal(wanted);
    });

    it(`marks what a manifest ${what} starts, and no more`, () => {
      const wanted = parse(before.join('\n'));
      const [container] = wanted.spec.containers;
      container.env = [{ name: 'STEADFAST_LOAN', value: 'a-loan' }, ...(container.env ?? [])];
      expect(parse(edited(MARK_EDIT.manifest, before))).to.deep.equal(wanted);
    });
  }
});
