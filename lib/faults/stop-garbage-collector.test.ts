import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { EDITS, seenIn } from './stop-garbage-collector.ts';

const edited = (edit: string, lines: readonly string[]) =>
  execFileSync('sed', [edit], { input: `${lines.join('\n')}\n`, encoding: 'utf8' })
    .trimEnd()
    .split('\n');

describe('stop-garbage-collector', () => {
  it('adds its flag to a service of a node, behind the others', () => {
    const text = edited(EDITS.service, [
      '#!/bin/sh',
      "exec 'kube-controller-manager' '--controllers=*,bootstrapsigner'",
    ]);
    expect(text.at(1)).to.equal(
      "exec 'kube-controller-manager' '--controllers=*,bootstrapsigner' " +
        "'--controllers=-garbage-collector-controller'",
    );
  });

  it('adds its flag to the manifest of a pod, in its own line', () => {
    const text = edited(EDITS.manifest, [
      '  - command:',
      '    - kube-controller-manager',
      '    - --controllers=*',
      '    name: kube-controller-manager',
    ]);
    expect(text).to.deep.equal([
      '  - command:',
      '    - kube-controller-manager',
      '    - --controllers=-garbage-collector-controller',
      '    - --controllers=*',
      '    name: kube-controller-manager',
    ]);
  });

  it('tells a leader without a collector from a program that does not lead', () => {
    const leads = ['kept file', 'told 7', 'runs statefulset-controller', 'runs node-ttl'];
    expect(seenIn(leads)).to.include({ told: 1, free: 0, collects: false, others: 1 });
    expect(seenIn(['told 7', 'runs leaderElection'])).to.include({ others: 0 });
  });

  it('sees a collector that runs', () => {
    const lines = ['free 7', 'runs garbage-collector-controller', 'runs statefulset-controller'];
    expect(seenIn(lines)).to.include({ kept: false, free: 1, collects: true, others: 1 });
  });
});
