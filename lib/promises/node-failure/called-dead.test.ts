import { tryCases } from '../try-cases.ts';
import { livingNodesEvictGently, OUT_OF_SERVICE, tolerantMembersStay } from './called-dead.ts';

const long = '.'.repeat(30);
const CALLED = `fault out-of-service node=n1 | .i.<${long}u>`;
const WELL = 'node n1 | f';
const end = `end | ....${long}....!`;
const asked = 'pod web-0 a @n1 why=DeletionByTaintManager |';

tryCases(livingNodesEvictGently, [
  {
    title: 'when a member gets its grace and is removed after it has stopped',
    rows: ['set web s1 | f', CALLED, WELL, `${asked} f.DT..-`, 'run web-0 a @n1 | f....]', end],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when its pod is removed while it runs',
    rows: ['set web s1 | f', CALLED, WELL, `${asked} f.DT-`, 'run web-0 a @n1 | f.......]', end],
    outcome: 'violated',
    says: /web-0 was removed from a Ready node while it ran/,
  },
  {
    title: 'when it is not granted its grace',
    rows: [
      ...['set web s1 | f', CALLED, WELL, 'run web-0 a @n1 | f..]', end],
      'pod web-0 a @n1 grace=0 why=DeletionByTaintManager | f.DT-',
    ],
    outcome: 'violated',
    says: /granted 0 s of its 5 s/,
  },
  {
    title: 'when the node is lost as well: then force is right',
    rows: ['set web s1 | f', CALLED, 'node n1 | f.N', `${asked} f.DT-`, 'run web-0 a @n1 | f', end],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody saw it stop',
    rows: ['set web s1 | f', CALLED, WELL, `${asked} f.DT..-`, 'run web-0 a @n1 | f', end],
    outcome: 'unknown',
  },
]);

tryCases(tolerantMembersStay, [
  {
    title: 'when a member that tolerates the taint stays for a round of the collector',
    rows: ['set web s1 | f', CALLED, WELL, `pod web-0 a @n1 tol=${OUT_OF_SERVICE} | f`, end],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it is evicted all the same',
    rows: ['set web s1 | f', CALLED, WELL, `pod web-0 a @n1 tol=${OUT_OF_SERVICE} | f..T..-`, end],
    outcome: 'violated',
    says: /web-0 was evicted from n1, which it tolerates/,
  },
  {
    title: 'when the taint is gone before a round is over',
    rows: [
      ...['set web s1 | f', 'fault out-of-service node=n1 | .i.<...u>', WELL],
      ...[`pod web-0 a @n1 tol=${OUT_OF_SERVICE} | f`, end],
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when no member tolerates it',
    rows: ['set web s1 | f', CALLED, WELL, 'pod web-0 a @n1 | f', end],
    outcome: 'unknown',
    trials: 0,
  },
]);
