import { expect } from 'chai';
import { seenIn } from './stop-garbage-collector.ts';

describe('stop-garbage-collector', () => {
  it('tells a leader without a collector from a program that does not lead', () => {
    const leads = ['kept', 'told 7', 'runs statefulset-controller', 'runs node-ttl'];
    expect(seenIn(leads)).to.include({ kept: true, told: 1, free: 0, collects: false, others: 1 });
    expect(seenIn(['told 7', 'runs leaderElection'])).to.include({ others: 0 });
  });

  it('sees a collector that runs', () => {
    const lines = ['free 7', 'runs garbage-collector-controller', 'runs statefulset-controller'];
    expect(seenIn(lines)).to.include({ kept: false, free: 1, collects: true, others: 1 });
  });
});
