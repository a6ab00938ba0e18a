import { expect } from 'chai';
import type { Entry } from '../../model/entry.ts';
import { draw } from '../drawing.ts';
import { tryCases } from '../try-cases.ts';
import { upgradesRestartNothing } from './across-upgrades.ts';

const quiet = '.'.repeat(30);
const SET = 'set web s1 replicas=2 | f';
const PODS = ['pod web-0 a @n1 | f', 'pod web-1 b @n2 | f'];
/** In force from second 3 on, and taken back half a minute later. */
const BOTH_WAYS = `fault upgrade-control-plane | .i.<${quiet}u.>`;
const END = `end | ${quiet}${quiet}.......!`;

tryCases(upgradesRestartNothing, [
  { title: 'both ways', rows: [SET, ...PODS, BOTH_WAYS, END], outcome: 'held', trials: 2 },
  {
    title: 'when all go for a revision that nobody wrote',
    rows: [
      'set web s1 replicas=2 s=update:r2 | f...s',
      'pod web-0 a @n1 | f',
      'pod web-1 b @n2 | f....T-',
      'pod web-1 c @n2 rev=r2 | .......+R',
      BOTH_WAYS,
      END,
    ],
    outcome: 'violated',
    says: /web-1 was restarted by the upgrade alone/,
  },
  {
    title: 'when a revision is made and nobody goes yet',
    rows: ['set web s1 replicas=2 s=update:r2 | f...s', ...PODS, BOTH_WAYS, END],
    outcome: 'violated',
    says: /the upgrade alone made a new revision of web/,
  },
  {
    title: 'when a container is started again on the way back',
    rows: [SET, 'pod web-0 a @n1 | f', `pod web-1 b @n2 | f..${quiet}...C`, BOTH_WAYS, END],
    outcome: 'violated',
    says: /web-1 was restarted by the downgrade alone/,
  },
  {
    title: 'when a node takes a member',
    rows: [SET, 'pod web-0 a @n1 | f', 'pod web-1 b @n2 | f..DT-', BOTH_WAYS, END],
    outcome: 'unknown',
    says: /was taken by others/,
  },
  {
    title: 'when somebody wants something else at once',
    rows: [
      SET,
      ...PODS,
      'fault upgrade-control-plane | .i.<',
      'request patch statefulsets web | .....!',
      END,
    ],
    outcome: 'unknown',
    says: /nobody shows the new leader at work/,
  },
  {
    title: 'when nobody watched the move itself, and all are who they were',
    rows: [SET, ...PODS, BOTH_WAYS, END, 'gap pod | .---'],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when the watch was blind while the new leader looked around',
    rows: [SET, ...PODS, BOTH_WAYS, END, 'gap pod | ....................-----'],
    outcome: 'unknown',
    trials: 1,
  },
]);

describe('an upgrade and the blow after it', () => {
  it('are told apart where the blow is written down before the request that was sent', () => {
    const last = `......${quiet.slice(4)}`;
    const drawn = draw(
      ...[SET, 'pod web-1 b @n2 | f', `fault upgrade-control-plane | .i.<`],
      `request delete pods web-0 uid=a | ${last}!`,
      `pod web-0 a @n1 | f${last.slice(1)}T`,
      `fault delete-pod | ${last}!`,
    );
    const isRequest = (entry: Entry) => entry.kind === 'request';
    const late = [...drawn.filter((entry) => !isRequest(entry)), ...drawn.filter(isRequest)];
    const { trials, violations } = upgradesRestartNothing.check(late);
    expect(violations).to.deep.equal([]);
    expect(trials).to.equal(1);
  });
});
