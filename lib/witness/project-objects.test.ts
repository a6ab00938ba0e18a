import { expect } from 'chai';
import { entrySchema } from '../model/entry.ts';
import { type RawObject, versionOf } from './api-reading.ts';
import { projections, stampOf } from './project-objects.ts';

const metadata = {
  name: 'web-0',
  namespace: 'story',
  uid: '70b6faf3-6802-42f6-9cac-7ebda52ed9e3',
  resourceVersion: '5526',
  creationTimestamp: '2026-11-21T07:58:24Z',
  labels: { 'controller-revision-hash': 'web-5c6954b97' },
  annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"canary":"in-annotation"}' },
  ownerReferences: [{ kind: 'StatefulSet', name: 'web', uid: 'fe037614', controller: true }],
};
const template = {
  metadata: { annotations: { note: 'canary' } },
  spec: {
    containers: [
      { name: 'witness', image: 'busybox:stable', env: [{ name: 'A', value: 'canary' }] },
    ],
  },
};
const objects: Record<keyof typeof projections, object> = {
  pod: {
    metadata,
    spec: {
      ...template.spec,
      nodeName: 'worker',
      volumes: [
        { name: 'data', persistentVolumeClaim: { claimName: 'data-web-0' } },
        { name: 'canary', secret: { secretName: 'canary' } },
      ],
    },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [
        {
          name: 'witness',
          containerID: 'containerd://2f56',
          ready: true,
          restartCount: 1,
          state: { running: {} },
        },
      ],
    },
  },
  set: {
    metadata,
    spec: {
      replicas: 3,
      serviceName: 'web',
      template,
      volumeClaimTemplates: [{ metadata: { name: 'data' } }],
    },
  },
  claim: { metadata, spec: { volumeName: '' }, status: { phase: 'Pending' } },
  volume: {
    metadata,
    spec: { hostPath: { path: '/volumes/a' }, claimRef: { uid: 'c' } },
    status: { phase: 'Bound' },
  },
  revision: { metadata, revision: 2, data: { spec: { template } } },
  slice: {
    metadata,
    endpoints: [
      {
        addresses: ['10.244.1.9'],
        hostname: 'web-0',
        targetRef: { kind: 'Pod', uid: 'p' },
        conditions: { ready: true },
      },
    ],
  },
  service: {
    metadata,
    spec: { clusterIP: 'None', selector: { app: 'web' }, ports: [{ name: 'peers', port: 7000 }] },
  },
  node: {
    metadata,
    spec: {
      taints: [
        { key: 'a', effect: 'NoSchedule' },
        { key: 'b', value: 'c', effect: 'NoExecute' },
      ],
    },
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  },
  event: {
    metadata,
    involvedObject: { kind: 'Pod', name: 'web-0', uid: 'p' },
    reason: 'Killing',
    message: 'Stopping',
    type: 'Normal',
    count: 2,
  },
  pdb: {
    metadata,
    status: { disruptionsAllowed: 1, currentHealthy: 3, desiredHealthy: 2, expectedPods: 3 },
  },
  attachment: {
    metadata,
    spec: { nodeName: 'worker', source: { persistentVolumeName: 'pv' } },
    status: { attached: true },
  },
  lease: { metadata, spec: { holderIdentity: 'node_1', leaseDurationSeconds: 15 } },
};

function project(kind: keyof typeof projections, object: object) {
  const raw = object as RawObject;
  return {
    seq: 0,
    at: 1,
    clock: 'runner',
    ...projections[kind](stampOf('watch', 'added', raw, 7), raw),
  };
}

describe('projections', () => {
  for (const [kind, object] of Object.entries(objects)) {
    it(`make an entry of a ${kind}, and nothing else`, () => {
      const entry = project(kind as keyof typeof projections, object);
      // The schema drops what it does not know: an equal entry has no field too many.
      expect(entrySchema.parse(entry)).to.deep.equal(entry);
      expect(JSON.stringify(entry)).not.to.contain('canary');
    });
  }

  it('know a container as the runtime does', () => {
    expect(project('pod', objects.pod)).to.have.nested.property('containers[0].id', '2f56');
  });

  it('know what a template gives to members, and not what the set itself adds', () => {
    const labels = { team: 'a' };
    const annotations = { note: 'canary' };
    const made = {
      metadata: { labels, annotations },
      spec: { containers: [{ image: 'busybox' }] },
    };
    const own = { ...labels, 'controller-revision-hash': 'web-1', 'pod-template': 'none' };
    const revision = project('revision', {
      metadata,
      revision: 1,
      data: { spec: { template: made } },
    });
    const born = project('pod', {
      metadata: { ...metadata, labels: own, annotations },
      spec: made.spec,
    });
    const due = marksIn(revision);
    expect(due).to.have.length(2);
    expect(marksIn(born)).to.include.members(due).and.to.have.length(3);
    expect(revision).to.have.deep.property('images', ['busybox']);
    expect(project('set', { metadata, spec: { template: made } })).to.have.deep.property(
      'marks',
      due,
    );
  });

  it('take a missing condition of an endpoint as the API does', () => {
    const slice = project('slice', { metadata, endpoints: [{ addresses: ['10.0.0.1'] }] });
    expect(slice).to.deep.nested.include({
      'endpoints[0].ready': true,
      'endpoints[0].terminating': false,
    });
  });
});

function marksIn(entry: object): readonly string[] {
  return 'marks' in entry && Array.isArray(entry.marks) ? entry.marks : [];
}

describe('versions', () => {
  it('are numbers, or an error that says so', () => {
    expect(versionOf('5526')).to.equal(5526);
    for (const odd of ['', 'abc', '5f', undefined, 7]) {
      expect(() => versionOf(odd), `${odd}`).to.throw('cannot be ordered');
    }
  });
});
