import { tryCases } from '../try-cases.ts';
import { stickyIdentity } from './sticky-identity.ts';

tryCases(stickyIdentity, [
  {
    title: 'when a replacement on another node, with another address, is the same in all else',
    rows: ['set web s1 | f', 'pod web-0 a @n1 | f.T-', 'pod web-0 b @n2 | ....+.R'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it has the claim of another ordinal',
    rows: [
      'set web s1 | f',
      'pod web-0 a @n1 | f.T-',
      'pod web-0 b @n2 claim=data-web-1 | ....+.R',
    ],
    outcome: 'violated',
    says: /claim for data of web-0 was data-web-0 and is data-web-1/,
  },
  {
    title: 'when it lost its hostname',
    rows: ['set web s1 | f', 'pod web-0 a @n1 | f.T-', 'pod web-0 b @n2 host=web | ....+.R'],
    outcome: 'violated',
    says: /hostname/,
  },
  {
    title: 'when it lost its subdomain',
    rows: ['set web s1 | f', 'pod web-0 a @n1 | f.T-', 'pod web-0 b @n2 sub=other | ....+.R'],
    outcome: 'violated',
    says: /subdomain/,
  },
  {
    title: 'when the set was created again for another Service, as its owner asked',
    rows: [
      'set web s1 | f.T-',
      'pod web-0 a @n1 | f.T-',
      'set web s2 service=other | ....+',
      'pod web-0 b @n2 of=s2 sub=other | ....+.R',
    ],
    outcome: 'held',
  },
  {
    title: 'when a container restarted in its pod, which is no replacement',
    rows: ['set web s1 | f', 'pod web-0 a @n1 | f..r.R', 'run web-0 a @n1 | f..].['],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the watch was blind in between',
    rows: [
      'set web s1 | f',
      'pod web-0 a @n1 | f.T-',
      'gap pod | ...--',
      'pod web-0 b @n2 | ......+.R',
    ],
    outcome: 'unknown',
  },
]);
