import { tryCases } from '../try-cases.ts';
import { nameResolvesToMember } from './name-resolves-to-member.ts';

// The DNS of a drawing needs 2 s.
tryCases(nameResolvesToMember, [
  {
    title: 'when the name leads to each incarnation in its turn',
    rows: [
      'pod web-0 a @n1 | +R.....T-',
      'dns web-0 ip=10.0.0.1 | ....qq',
      'pod web-0 b @n2 | .........+R',
      'dns web-0 ip=10.0.0.2 | .............qq',
    ],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when the name still leads to the last incarnation',
    rows: [
      'pod web-0 a @n1 | +R.....T-',
      'pod web-0 b @n2 | .........+R',
      'dns web-0 ip=10.0.0.1 | ....qq.......qq',
    ],
    outcome: 'violated',
    says: /led to 10.0.0.1, and web-0 was at 10.0.0.2/,
  },
  ...[
    { back: 10, outcome: 'unknown' as const },
    { back: 300, outcome: 'violated' as const },
  ].map(({ back, outcome }) => ({
    title: `when it leads nowhere, and the API was back ${back} s before all this`,
    rows: [`subject back=${back}`, 'pod web-0 a @n1 | +R', 'dns web-0 | ......nn'],
    outcome,
  })),
  {
    title: 'when the endpoints tell of it late: DNS knows no more than they do',
    rows: [
      'pod web-0 a @n1 | +R',
      'slice web s1 m=web-0/a/10.0.0.1/R | ..........m',
      'dns web-0 | ......n',
      'dns web-0 ip=10.0.0.1 | ..............q',
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the endpoints tell of it and the name leads nowhere',
    rows: [
      'pod web-0 a @n1 | +R',
      'slice web s1 m=web-0/a/10.0.0.1/R | ..m',
      'dns web-0 | ......n',
    ],
    outcome: 'violated',
    says: /led to nothing/,
  },
  {
    title: 'when a member without a subdomain has no name at all',
    rows: ['pod web-0 a @n1 | +R', 'dns web-0 | .....n'],
    outcome: 'violated',
    says: /led to nothing/,
  },
  {
    title: 'when the name leads to its member and to somebody else',
    rows: ['pod web-0 a @n1 | +R', 'dns web-0 ip=10.0.0.1,10.0.0.9 | .....q'],
    outcome: 'violated',
  },
  {
    title: 'when it was asked only while caches may be old',
    rows: [
      'pod web-0 a @n1 | +R...T-',
      'pod web-0 b @n2 | .......+R',
      'dns web-0 ip=10.0.0.1 | .q.....qq',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when it was asked only about a member that is not Ready',
    rows: ['pod web-0 a @n1 | +R..r', 'dns web-0 | .......nn'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when no answer came',
    rows: ['pod web-0 a @n1 | +R', 'dns web-0 | .....??'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the resolver may be on a node that is cut off',
    rows: [
      'pod web-0 a @n1 | +R',
      'fault split-node-network node=n2 | ....<...u>',
      'dns web-0 ip=10.0.0.9 | ......q',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the resolver is deaf for some time after an outage of the API',
    rows: [
      'pod web-0 a @n1 | +R......T-',
      'pod web-0 b @n2 | ..........+R',
      'fault stop-api-server | ..<..u>',
      'dns web-0 ip=10.0.0.1 | ....................q',
      `dns web-0 ip=10.0.0.2 | ${'.'.repeat(150)}q`,
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when there is no Service for a while, and no name without it',
    rows: [
      'service web v1 | f.......-',
      'service web v2 | ...............+',
      'pod web-0 a @n1 | +R',
      'dns web-0 | ...........n',
      'dns web-0 ip=10.0.0.1 | ....q....................q',
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the next Service brings no name',
    rows: [
      'service web v1 | f.......-',
      'service web v2 | ...............+',
      'pod web-0 a @n1 | +R',
      'dns web-0 | .........................n',
    ],
    outcome: 'violated',
    says: /led to nothing/,
  },
  {
    title: 'when the watch was blind while it was asked',
    rows: ['pod web-0 a @n1 | +R', 'gap pod | ...---', 'dns web-0 ip=10.0.0.1 | .....q'],
    outcome: 'unknown',
  },
]);
