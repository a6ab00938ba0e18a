import { expect } from 'chai';
import { parseAuditLine } from './audit-lines.ts';

const binding = {
  kind: 'Event',
  level: 'RequestResponse',
  auditID: '7b266d4d-b382-41af-b875-2e90e3f1c777',
  stage: 'ResponseComplete',
  requestURI: '/api/v1/namespaces/story/pods/web-0/binding',
  verb: 'create',
  user: { username: 'system:kube-scheduler', groups: ['system:authenticated'] },
  userAgent: 'kube-scheduler/v1.36.3 (linux/amd64) kubernetes/0000000/scheduler',
  objectRef: {
    resource: 'pods',
    namespace: 'story',
    name: 'web-0',
    uid: '672078ea',
    apiVersion: 'v1',
    subresource: 'binding',
  },
  responseStatus: { metadata: {}, status: 'Success', code: 201 },
  responseObject: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 },
  requestReceivedTimestamp: '2026-11-21T07:39:45.333567Z',
  stageTimestamp: '2026-11-21T07:39:45.342226Z',
};
const deletion = {
  ...binding,
  verb: 'delete',
  objectRef: { resource: 'pods', namespace: 'story', name: 'web-0', apiVersion: 'v1' },
  requestObject: { gracePeriodSeconds: 0 },
  responseStatus: { metadata: {}, code: 200 },
  responseObject: {
    kind: 'Pod',
    metadata: {
      name: 'web-0',
      uid: '672078ea',
      resourceVersion: '5500',
      creationTimestamp: '2026-11-21T07:39:00Z',
    },
    spec: { containers: [{ env: [{ name: 'A', value: 'a-secret' }] }] },
  },
};
const parse = (line: object) => parseAuditLine(JSON.stringify(line), 'story');

describe('a line of the audit log', () => {
  it('becomes an entry without any body', () => {
    const day = Date.UTC(2026, 10, 21, 7, 39, 45);
    expect(parse(binding)?.entry).to.deep.equal({
      kind: 'audit',
      by: 'audit',
      at: day + 342.226,
      received: day + 333.567,
      verb: 'create',
      user: 'system:kube-scheduler',
      agent: binding.userAgent,
      resource: 'pods',
      subresource: 'binding',
      name: 'web-0',
      uid: '672078ea',
      rv: null,
      grace: null,
      code: 201,
    });
    expect(JSON.stringify(parse(deletion)?.entry)).not.to.contain('a-secret');
  });

  it('takes uid and version from the answer, and the grace period from the question', () => {
    expect(parse(deletion)?.entry).to.include({ uid: '672078ea', rv: 5500, grace: 0, code: 200 });
  });

  const passedOver = [
    { title: 'that says the request has arrived', line: { ...binding, stage: 'RequestReceived' } },
    {
      title: 'of another namespace',
      line: { ...binding, objectRef: { ...binding.objectRef, namespace: 'other' } },
    },
    { title: 'about a read', line: { ...binding, verb: 'list' } },
    {
      title: 'about a Secret',
      line: { ...binding, objectRef: { resource: 'secrets', namespace: 'story', name: 's' } },
    },
    {
      title: 'about a node’s report of itself',
      line: {
        ...binding,
        verb: 'patch',
        objectRef: { resource: 'nodes', name: 'w', subresource: 'status' },
      },
    },
  ];
  for (const { title, line } of passedOver) {
    it(`is passed over when it is one ${title}`, () => expect(parse(line)).to.equal(null));
  }

  it('is kept when it is about a node’s taints', () => {
    const line = { ...binding, verb: 'patch', objectRef: { resource: 'nodes', name: 'w' } };
    expect(parse(line)?.entry).to.include({ resource: 'nodes', name: 'w' });
  });
});
