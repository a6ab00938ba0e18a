import { tryCases } from '../try-cases.ts';
import { deletedSetKeepsClaims } from './deleted-set-keeps-claims.ts';

const minute = '.'.repeat(70);

tryCases(deletedSetKeepsClaims, [
  {
    title: 'when pods go in any order and claims stay',
    rows: [
      'set web s1 | f.-',
      'claim data-web-0 c0 | f',
      'claim data-web-1 c1 | f',
      'pod web-0 a @n1 | f..T-',
      'pod web-1 b @n2 | f...T..-',
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a claim is deleted with the set',
    rows: ['set web s1 | f.-', 'claim data-web-0 c0 | f..T-', 'pod web-0 a @n1 | f..T-'],
    outcome: 'violated',
    says: /claim data-web-0 was deleted/,
  },
  {
    title: 'when a pod is left behind',
    rows: [
      'set web s1 | f.-',
      'claim data-web-0 c0 | f',
      'pod web-0 a @n1 | f',
      `end | ${minute}!`,
    ],
    outcome: 'violated',
    says: /web-0 was there 68 s after/,
  },
  {
    title: 'when the left pod is behind a split, where nobody can know it dead',
    rows: [
      'set web s1 | f.-',
      'pod web-0 a @n1 | f..T',
      `fault split-node-network node=n1 | .<${minute}`,
      `end | ${minute}!`,
    ],
    outcome: 'unknown',
  },
  {
    title: 'when a user deleted the claim too',
    rows: [
      'set web s1 | f.-',
      'claim data-web-0 c0 | f..T-',
      'claim data-web-1 c1 | f',
      'request delete persistentvolumeclaims data-web-0 | ..!',
      'pod web-0 a @n1 | f..T-',
      'pod web-1 b @n1 | f..T-',
    ],
    outcome: 'held',
  },
  {
    title: 'when the pods were orphaned on purpose',
    rows: [
      'set web s1 | f..-',
      'claim data-web-0 c0 | f',
      'pod web-0 a @n1 | f.O',
      `end | ${minute}!`,
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the history ends too soon',
    rows: ['set web s1 | f.-', 'claim data-web-0 c0 | f', 'pod web-0 a @n1 | f..T'],
    outcome: 'unknown',
    says: /history ends/,
  },
  {
    title: 'when no set was deleted',
    rows: ['set web s1 | f', 'claim data-web-0 c0 | f', 'pod web-0 a @n1 | f'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the watch of claims was blind meanwhile',
    rows: [
      'set web s1 | f.-',
      'claim data-web-0 c0 | f',
      'pod web-0 a @n1 | f..T-',
      'gap claim | ..--',
    ],
    outcome: 'unknown',
  },
]);
