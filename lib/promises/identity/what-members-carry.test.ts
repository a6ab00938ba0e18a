import { expect } from 'chai';
import { tryCases } from '../try-cases.ts';
import { whatMembersCarry } from './what-members-carry.ts';

function promise(id: string) {
  const found = whatMembersCarry.find((candidate) => candidate.id === id);
  expect(found, id).to.not.equal(undefined);
  return found ?? whatMembersCarry[0] ?? expect.fail('there is no promise');
}

const SET = 'set web s1 | +';
const REVISION = 'revision r1 v1 | f';
const blind = (title: string, rows: readonly string[], of: string) => ({
  title,
  rows: [`gap ${of} | --`, ...rows],
  outcome: 'unknown' as const,
});

tryCases(promise('SS-IDN-004'), [
  { title: 'for a member named like its Service', rows: [SET, 'pod web-0 a | +'], outcome: 'held' },
  {
    title: 'without a Service, where there is no subdomain',
    rows: ['set web s1 service= | +', 'pod web-0 a sub= | +'],
    outcome: 'held',
  },
  {
    title: 'when the template has its way with the subdomain',
    rows: [SET, 'pod web-0 a sub=template | +'],
    outcome: 'violated',
    says: /subdomain template, not web/,
  },
  {
    title: 'when the template has its way with the hostname',
    rows: [SET, 'pod web-0 a host=template | +'],
    outcome: 'violated',
  },
  {
    title: 'when a replacement has none',
    rows: [SET, 'pod web-0 a | +.T-', 'pod web-0 b sub= | ....+'],
    outcome: 'violated',
  },
  { title: 'when nobody saw the set', rows: ['pod web-0 a | +'], outcome: 'unknown', trials: 0 },
  blind('when nobody watched', [SET, 'pod web-0 a | +'], 'pod'),
]);

const INDEX = 'labels=apps.kubernetes.io/pod-index:';

tryCases(promise('SS-IDN-006'), [
  { title: 'for a member with its ordinal', rows: ['pod web-7 a | +'], outcome: 'held', trials: 1 },
  {
    title: 'when the index counts from the start ordinal',
    rows: [`pod web-7 a ${INDEX}0 | +`],
    outcome: 'violated',
    says: /web-7 was created with the index 0/,
  },
  {
    title: 'when a replacement has no index',
    rows: ['pod web-0 a | +.T-', `pod web-0 b ${INDEX} | ....+`],
    outcome: 'violated',
    trials: 2,
  },
  { title: 'for pods that were there before', rows: ['pod web-0 a | f'], outcome: 'unknown' },
  blind('when nobody watched', ['pod web-0 a | +'], 'pod'),
]);

tryCases(promise('SS-IDN-008'), [
  { title: 'for a revision of its set', rows: [REVISION, 'pod web-0 a | +'], outcome: 'held' },
  {
    title: 'when the label is the hash alone',
    rows: [REVISION, 'pod web-0 a rev=1 | +'],
    outcome: 'violated',
    says: /web-0 is of 1, which is none of its set's/,
  },
  {
    title: 'when the revision is another set’s',
    rows: [REVISION, 'revision r2 v2 of=s2 | f', 'pod web-0 a rev=r2 | +'],
    outcome: 'violated',
  },
  {
    title: 'when the revision was gone by then',
    rows: ['revision r1 v1 | +-', 'pod web-0 a | ......+'],
    outcome: 'violated',
  },
  {
    title: 'when the revision was pruned and made again',
    rows: ['revision r1 v1 | +-', 'revision r1 v3 | ...+', 'pod web-0 a | ......+'],
    outcome: 'held',
  },
  {
    title: 'when it is made of more than its template says',
    rows: ['revision r1 v1 marks=x,y | f', 'pod web-0 a marks=x,y,z | +'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a part of the template is not on the member',
    rows: ['revision r1 v1 marks=x,y | f', 'pod web-0 a marks=x | +'],
    outcome: 'violated',
    says: /web-0 was made of r1, and without all of its template/,
  },
  {
    title: 'when the new template comes under the old name',
    rows: [
      ...['revision r1 v1 marks=x,old | f', 'revision r2 v2 marks=x,new | f'],
      ...['pod web-0 a marks=x,old | +.T-', 'pod web-0 b marks=x,new | ....+'],
    ],
    outcome: 'violated',
    trials: 2,
  },
  {
    title: 'when the new template only adds to the old one, and comes under its name',
    rows: [
      ...['revision r1 v1 marks=x | f', 'revision r2 v2 marks=x,new | f'],
      'pod web-0 a marks=x,new | +',
    ],
    outcome: 'violated',
    says: /web-0 was made of r1, and in part of r2/,
  },
  {
    title: 'when the image is another revision’s',
    rows: [
      ...['revision r1 v1 marks=x images=one | f', 'revision r2 v2 marks=x images=two | f'],
      'pod web-0 a marks=x images=two | +',
    ],
    outcome: 'violated',
    says: /with the images of r2/,
  },
  {
    title: 'when admission writes images in its own way, and adds one',
    rows: [
      ...['revision r1 v1 marks=x images=one | f', 'revision r2 v2 marks=x images=two | f'],
      'pod web-0 a marks=x images=mirror/one,proxy | +',
    ],
    outcome: 'held',
  },
  {
    title: 'in a history that does not tell what revisions hold',
    rows: [REVISION, 'pod web-0 a marks=x | +'],
    outcome: 'held',
  },
  {
    title: 'when the label is lost on the way',
    rows: [REVISION, 'pod web-0 a | +.R.V'],
    outcome: 'violated',
    says: /web-0 was of r1 and then of none/,
  },
  {
    title: 'when a living member is called another revision’s',
    rows: [REVISION, 'revision r2 v2 | f', 'pod web-0 a v=r2 | +.R.V'],
    outcome: 'violated',
    says: /web-0 was of r1 and then of r2/,
  },
  {
    title: 'when a user edited the label',
    rows: [
      ...[REVISION, 'pod web-0 a v=r2 | +.R.V'],
      'request patch pods web-0 facts=keys:metadata.labels.controller-revision-hash | ....!',
    ],
    outcome: 'held',
  },
  {
    title: 'when another set takes the pod over',
    rows: [REVISION, 'pod web-0 a v=r2 | +.R.A.V'],
    outcome: 'held',
  },
  { title: 'when nobody saw a revision', rows: ['pod web-0 a | +'], outcome: 'unknown', trials: 0 },
  blind('when nobody watched', [REVISION, 'pod web-0 a | +'], 'revision'),
  blind(
    'when nobody saw what it was made of',
    ['revision r1 v1 marks=x | f', 'pod web-0 a | +'],
    'pod',
  ),
]);

tryCases(promise('SS-IDN-009'), [
  { title: 'for a member of a living set', rows: [SET, 'pod web-0 a | +'], outcome: 'held' },
  {
    title: 'when it is under the set of that name that went',
    rows: ['set web s1 | +-', 'set web s2 | ..+', `pod web-0 a of=s1 | ${'.'.repeat(15)}+`],
    outcome: 'violated',
    says: /s1, which was gone/,
  },
  {
    title: 'when it is under a set that there never was',
    rows: [SET, 'pod web-0 a of=s9 | +'],
    outcome: 'violated',
  },
  {
    title: 'for pods that were there before',
    rows: [SET, 'pod web-0 a | f'],
    outcome: 'unknown',
    trials: 0,
  },
  blind('when nobody watched', [SET, 'pod web-0 a | +'], 'set'),
]);
