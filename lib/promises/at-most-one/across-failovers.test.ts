import { tryCases } from '../try-cases.ts';
import { oneThroughFailovers } from './across-failovers.ts';

const minute = '.'.repeat(60);
const AWAY = 'fault stop-controller-manager | ..i<.....u>';
/** Web-0 is lost while nobody decides. */
const LOST = ['request delete pods web-0 uid=a | ....!', 'pod web-0 a @n1 | f...T.-'];
const others = ['pod web-1 d @n2 | f', 'pod web-2 e @n3 | f', `end | ${minute}!`];
const audit = 'audit create pods web-0 uid=b code=201 | ............!';

tryCases(oneThroughFailovers, [
  {
    title: 'when a lost member comes back once, after its predecessor has stopped',
    rows: [
      ...['set web s1 | f', AWAY, ...LOST, ...others, audit],
      'pod web-0 b @n1 | ............+.R',
      ...['run web-0 a @n1 | f....]', 'run web-0 b @n1 | .............['],
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when its successor starts while it still runs',
    rows: [
      ...['set web s1 | f', AWAY, ...LOST, ...others, audit],
      'pod web-0 b @n2 | ............+.R',
      ...['run web-0 a @n1 | f...............]', 'run web-0 b @n2 | .............['],
    ],
    outcome: 'violated',
    says: /across a failover of the controller web-0 ran twice/,
  },
  {
    title: 'when whoever takes over deletes a member that is as it should be',
    rows: [
      ...['set web s1 | f', AWAY, 'pod web-0 a @n1 | f', ...others],
      `audit delete pods web-0 uid=a | ${'.'.repeat(20)}!`,
    ],
    outcome: 'violated',
    says: /deleted web-0, which was Ready, wanted and up to date/,
  },
  {
    title: 'when the history ends with the outage',
    rows: ['set web s1 | f', AWAY, 'pod web-0 a @n1 | f', audit],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'without an outage',
    rows: ['set web s1 | f', 'pod web-0 a @n1 | f', ...others, audit],
    outcome: 'unknown',
    trials: 0,
  },
]);
