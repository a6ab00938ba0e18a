import { expect } from 'chai';
import type { Entry, Kind, NewEntry } from '../lib/model/entry.ts';
import { entrySchema } from '../lib/model/entry.ts';
import { inWords, quote } from './quote.ts';

const at = { seq: 0, at: 1500, clock: 'runner', by: 'watch' } as const;
const object = {
  ...at,
  ...{
    op: 'modified',
    uid: 'a1b2c3d4-1111-2222',
    name: 'web-1',
    rv: 7,
    created: '',
    deleting: null,
  },
} as const;
const writer = {
  ...at,
  ...{ set: 'web', ordinal: 1, uid: 'a1b2c3d4-1', node: 'worker', hostname: 'web-1' },
  ...{ claim: 'data-web-1', nodeStarted: null },
} as const;

describe('a quoted entry', () => {
  for (const [kind, { entry, says }] of Object.entries(samples())) {
    it(`of kind ${kind} is one plain sentence`, () => {
      const whole = entrySchema.parse({ ...entry, kind });
      expect(inWords(whole)).to.equal(says);
      expect(quote(whole)).to.include({ seq: 0, at: 1500, clock: 'runner', text: says });
    });
  }

  it('is cut where it would be a page, and never repaints the terminal', () => {
    const long = entrySchema.parse({
      ...{ ...at, kind: 'step', step: 'note', name: 'x', facts: {} },
      says: `\x1b[2J${'long '.repeat(200)}`,
    });
    const { text } = quote(long);
    expect(text).to.match(/^note x: \\x1b\[2Jlong .*…$/);
    expect(text.length).to.equal(240);
  });
});

type Sample = { readonly entry: Omit<Entry, 'kind'> | NewEntry | object; readonly says: string };

/** A line per kind: a kind that is added to the model does not compile without one. */
function samples(): Readonly<Record<Kind, Sample>> {
  const pod = {
    ...{ ...object, owner: null, node: 'worker2', ip: null, phase: 'Running', ready: true },
    ...{ grace: null, revision: 'web-7d9f', hostname: null, subdomain: null, labels: {} },
    ...{ claims: {}, images: [], containers: [], deleting: '2026-11-21T04:02:00Z' },
  };
  const status = {
    observedGeneration: 1,
    replicas: 3,
    ready: 2,
    available: 2,
    current: 1,
    updated: 1,
  };
  const set = {
    ...{ ...object, name: 'web', generation: 1, replicas: 3, start: 0, serviceName: 'web' },
    ...{
      policy: 'OrderedReady',
      strategy: 'RollingUpdate',
      updatePartition: 2,
      minReadySeconds: 0,
    },
    ...{ claimTemplates: [], whenDeleted: 'Retain', whenScaled: 'Retain', images: [] },
    status: { ...status, currentRevision: null, updateRevision: null },
  };
  const endpoint = { podUid: null, ready: true, serving: true, terminating: false };
  const container = { container: 'c', name: 'member', pod: 'web-1', podUid: 'a1b2c3d4-1' };
  return {
    pod: {
      entry: pod,
      says:
        'web-1 modified: Running, Ready, Terminating on worker2' +
        ', uid a1b2c3d4, revision web-7d9f',
    },
    set: { entry: set, says: 'web modified: replicas 3, 2 ready, 1 updated, update partition 2' },
    claim: {
      entry: { ...object, owners: [], phase: 'Bound', volume: 'pv-1', storageClass: null },
      says: 'web-1 modified: Bound, volume pv-1, uid a1b2c3d4',
    },
    volume: {
      entry: {
        ...object,
        name: 'pv-1',
        phase: 'Bound',
        claimUid: null,
        reclaim: 'Delete',
        path: null,
      },
      says: 'pv-1 modified: Bound, reclaim Delete',
    },
    revision: { entry: { ...object, owner: null, revision: 2 }, says: 'web-1 modified: number 2' },
    slice: {
      entry: {
        ...{ ...object, name: 'web-x', service: 'web' },
        endpoints: [
          { ...endpoint, addresses: ['10.0.0.1'], hostname: 'web-0' },
          { ...endpoint, addresses: ['10.0.0.2'], hostname: null, ready: false },
        ],
      },
      says: 'web-x modified: web-0 ready, 10.0.0.2 not ready',
    },
    service: {
      entry: {
        ...{ ...object, name: 'web', headless: true, publishesNotReady: false },
        ...{ selector: {}, ports: [], owners: [] },
      },
      says: 'web modified: headless',
    },
    node: {
      entry: {
        ...object,
        name: 'worker',
        ready: 'Unknown',
        unschedulable: true,
        taints: ['a', 'b'],
      },
      says: 'worker modified: Ready Unknown, cordoned, taints a b',
    },
    event: {
      entry: {
        ...{ ...object, about: { kind: 'Pod', name: 'web-1', uid: null } },
        ...{ reason: 'Killing', message: 'Stopping\ncontainer', type: 'Normal', count: 1 },
      },
      says: 'Pod web-1: Killing: Stopping | container',
    },
    pdb: {
      entry: {
        ...{ ...object, disruptionsAllowed: 0, currentHealthy: 2, desiredHealthy: 2 },
        expectedPods: 3,
      },
      says: 'web-1 modified: 2 of 3 healthy, disruptions allowed 0',
    },
    attachment: {
      entry: { ...object, name: 'csi-1', node: 'worker', volume: 'pv-1', attached: true },
      says: 'csi-1 modified: volume pv-1 attached to worker',
    },
    lease: {
      entry: { ...object, name: 'kube-scheduler', holder: 'node_1', seconds: 15 },
      says: 'kube-scheduler modified: node_1 leads',
    },
    request: {
      entry: {
        ...{ ...at, verb: 'delete', resource: 'pods', name: 'web-1', uid: null, grace: 0 },
        ...{ code: 200, says: 'OK' },
      },
      says: 'asked to delete pods web-1 with grace 0 s: 200 OK',
    },
    audit: {
      entry: {
        ...{ ...at, verb: 'patch', user: 'node:worker', agent: 'kubelet', resource: 'pods' },
        ...{ subresource: 'status', name: 'web-1', uid: null, rv: null, grace: null, code: 200 },
        received: 1499,
      },
      says: 'node:worker patch pods/status web-1: 200',
    },
    runtime: {
      entry: { ...at, ...container, op: 'stopped', node: 'worker', exitCode: 137 },
      says: 'container member of web-1 (a1b2c3d4) stopped on worker, exit code 137',
    },
    beat: {
      entry: { ...writer, n: 9, digest: 'd', intact: false },
      says: 'web-1 (a1b2c3d4) wrote record 9 from worker, chain BROKEN',
    },
    epoch: {
      entry: { ...writer, foundN: 9, foundDigest: 'd', intact: true },
      says: 'web-1 (a1b2c3d4) started on worker, found 9 records on data-web-1',
    },
    dns: {
      entry: { ...at, asked: 1400, name: 'web-0.web', answers: [], answered: true },
      says: 'web-0.web: no such name',
    },
    op: {
      entry: { ...at, op: 'ack', client: 'writer', key: 'web-1', value: 9, podUid: 'a1b2c3d4-1' },
      says: 'acknowledged web-1 = 9 for writer, uid a1b2c3d4',
    },
    sample: {
      entry: {
        ...{ ...at, metric: 'http_req_duration', value: 12.3456 },
        tags: { member: 'web-1', status: '200' },
      },
      says: 'http_req_duration 12.35, member web-1, status 200',
    },
    threshold: {
      entry: {
        ...{ ...at, metric: 'served', condition: 'rate>0.99', holds: false },
        ...{ value: 0.912345, samples: 1234 },
      },
      says: 'served: rate>0.99 was crossed at 0.9123, over 1234 samples',
    },
    fault: {
      entry: {
        ...{ ...at, fault: 'split-node-network', phase: 'in-force', params: {} },
        ...{ says: '3 packets dropped', excuses: [], podUids: [] },
      },
      says: 'split-node-network in-force: 3 packets dropped',
    },
    step: {
      entry: { ...at, step: 'phase', name: 'trouble', says: 'faults may come', facts: {} },
      says: 'phase trouble: faults may come',
    },
    gap: {
      entry: {
        ...{ ...at, of: 'pod', where: '*', from: 1000, to: 1500, afterRv: null, beforeRv: null },
        says: 'the watch was cut',
      },
      says: 'nothing of kind pod was seen anywhere between 1.000 s and 1.500 s: the watch was cut',
    },
  };
}
