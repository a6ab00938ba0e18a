import { expect } from 'chai';
import type { ClusterSpec } from '../model/cluster.ts';
import { mustBeAsAsked } from './as-asked.ts';
import type { ClusterRecord } from './record.ts';

const subject = { kubernetes: '1.36.3', timers: { name: 'short', facts: {} } } as const;
const record: ClusterRecord = {
  ...{ kubernetes: '1.36.3', timers: {} },
  ...{ gates: { Here: true, There: false }, volumes: 'local-path' },
};
const spec: ClusterSpec = {
  ...{ name: 'b', forThisRun: false, kubernetes: null, timers: 'short', progress: () => {} },
};

describe('a cluster that is up already', () => {
  for (const wish of [
    {},
    { kubernetes: '1.36.3' },
    { featureGates: { Here: true, There: false } },
    { volumes: 'local-path' },
  ] as const) {
    it(`is taken for ${JSON.stringify(wish)}`, () => {
      expect(() => mustBeAsAsked({ ...spec, ...wish }, subject, record)).not.to.throw();
    });
  }

  for (const [wish, says] of [
    [{ kubernetes: '1.35.4' }, 'Kubernetes 1.36.3 with short timers'],
    [{ timers: 'stock' }, 'with short timers'],
    [{ volumes: 'folders' }, 'volumes by local-path'],
    [{ featureGates: { Here: false } }, 'Here=true'],
    [{ featureGates: { Nowhere: true } }, 'without the gate Nowhere'],
  ] as const) {
    it(`is refused for ${JSON.stringify(wish)}`, () => {
      expect(() => mustBeAsAsked({ ...spec, ...wish }, subject, record))
        .to.throw('is up, but not as asked for')
        .with.nested.property('facts.lastSeen')
        .that.includes(says);
    });
  }
});
