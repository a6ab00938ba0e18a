import { tryCases } from '../try-cases.ts';
import { ownClaims } from './own-claims.ts';

tryCases(ownClaims, [
  {
    title: 'when each member has the claim of its name',
    rows: [
      'set web s1 | f',
      'claim data-web-0 c0 | +',
      'pod web-0 a @n1 | +.R',
      'claim data-web-1 c1 | ..+',
      'pod web-1 b @n2 | ..+.R',
      'end | ........!',
    ],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when claims are named after template and ordinal only',
    rows: [
      'set web s1 | f',
      'claim data-0 c0 | +',
      'pod web-0 a @n1 claim=data-0 | +.R',
      'end | ........!',
    ],
    outcome: 'violated',
    says: /refers to data-0 instead of data-web-0/,
  },
  {
    title: 'when two members share one claim',
    rows: [
      'set web s1 | f',
      'claim data-web-0 c0 | +',
      'pod web-0 a @n1 | +.R',
      'pod web-1 b @n2 claim=data-web-0 | ..+.R',
      'end | ........!',
    ],
    outcome: 'violated',
    says: /web-1 refers to data-web-0/,
  },
  {
    title: 'when a member is Ready without its claim',
    rows: ['set web s1 | f', 'pod web-0 a @n1 | +.R', 'end | ........!'],
    outcome: 'violated',
    says: /there is no claim data-web-0/,
  },
  {
    title: 'when a claim is smaller than its template asks',
    rows: [
      'set web s1 asks=64Mi | f',
      'claim data-web-0 c0 asks=1Mi | .+',
      'pod web-0 a @n1 | .+.R',
    ],
    outcome: 'violated',
    says: /data-web-0 was made with the size 1Mi, not 64Mi/,
  },
  {
    title: 'when a claim is for others than its template asks',
    rows: [
      ...['set web s1 asks=64Mi | f', 'claim data-web-0 c0 mode=ReadWriteMany | .+'],
      'pod web-0 a @n1 | .+.R',
    ],
    outcome: 'violated',
    says: /the access modes ReadWriteMany, not ReadWriteOnce/,
  },
  {
    title: 'when the claim was there before its set',
    rows: [
      ...[
        'claim data-web-0 c0 asks=1Mi | +',
        'set web s1 asks=64Mi | .+',
        'pod web-0 a @n1 | ..+.R',
      ],
      'end | ........!',
    ],
    outcome: 'held',
  },
  {
    title: 'when a user made the claim',
    rows: [
      ...[
        'set web s1 asks=64Mi | f',
        'claim data-web-0 c0 asks=1Mi | .+',
        'pod web-0 a @n1 | .+.R',
      ],
      ...['request create persistentvolumeclaims data-web-0 | .!', 'end | ........!'],
    ],
    outcome: 'held',
  },
  {
    title: 'when the audit log says that a user made it',
    rows: [
      ...[
        'set web s1 asks=64Mi | f',
        'claim data-web-0 c0 asks=1Mi | .+',
        'pod web-0 a @n1 | .+.R',
      ],
      'audit create persistentvolumeclaims data-web-0 uid=c0 user=admin | .!',
      'end | ........!',
    ],
    outcome: 'held',
  },
  {
    title: 'when another set has that name for its claim, too',
    rows: [
      ...['set c s1 templates=a-b asks=64Mi | f', 'set b-c s2 templates=a asks=1Mi | f'],
      'claim a-b-c-0 c0 asks=1Mi | .+',
      ...['pod c-0 a set=c tpl=a-b claim=a-b-c-0 @n1 | .+.R', 'end | ........!'],
    ],
    outcome: 'held',
  },
  {
    title: 'for a set without claim templates',
    rows: ['set web s1 templates=none | f', 'pod web-0 a @n1 claim=none | +.R', 'end | ........!'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the watch of claims was blind',
    rows: [
      'set web s1 | f',
      'gap claim | ---',
      'pod web-0 a @n1 | +.R',
      'claim data-web-0 c0 | ...f',
      'end | ........!',
    ],
    outcome: 'unknown',
  },
]);
