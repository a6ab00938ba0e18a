import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import type { Cluster } from '../model/cluster.ts';
import { GATE_EDIT } from './flip-gate.ts';
import { startedIn } from './other-start-look.ts';

const SERVICE = ['#!/bin/sh', 'until ready; do sleep 0.1; done', "exec 'kube-scheduler' '--v=2'"];
const edited = (edit: string) =>
  execFileSync('sed', [edit], { input: `${SERVICE.join('\n')}\n`, encoding: 'utf8' })
    .trimEnd()
    .split('\n');
const subject = (...capabilities: string[]) =>
  ({ can: (one: string) => capabilities.includes(one) }) as unknown as Cluster;

describe('another start', () => {
  it('turns a gate on where it is off, and off where it is on', () => {
    const flipped = (...capabilities: string[]) =>
      edited(GATE_EDIT(subject(...capabilities)).service);
    expect(flipped().at(-1)).to.match(/ '--feature-gates=MaxUnavailableStatefulSet=true'$/);
    expect(flipped('max-unavailable').at(-1)).to.match(/StatefulSet=false'$/);
  });

  it('is told by the process, and by what the program says among its metrics', () => {
    const lines = [
      'other kube-scheduler',
      'own kube-apiserver',
      'metric kube-scheduler kubernetes_build_info{build_date="x",git_version="v1.36.3"} 1',
      'metric kube-scheduler kubernetes_feature_enabled{name="One",stage="BETA"} 0',
      'metric kube-scheduler leader_election_master_status{name="kube-scheduler"} 0',
      'metric kube-apiserver kubernetes_build_info{git_version="v1.35.4"} 1',
    ];
    expect(startedIn(lines, 'kube-scheduler')).to.deep.include({
      ...{ other: 1, own: 0, version: '1.36.3', gates: { One: false }, serves: false },
    });
    expect(startedIn(lines, 'kube-apiserver')).to.include({ own: 1, version: '1.35.4' });
    expect(startedIn(lines, 'kube-apiserver').serves).to.equal(true);
    expect(startedIn([], 'kube-apiserver')).to.include({ serves: false, version: null });
  });
});
