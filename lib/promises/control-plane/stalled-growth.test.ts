import { tryCases } from '../try-cases.ts';
import { convergesInTheEnd } from './converges.ts';

const long = '.'.repeat(130);
const END = `end | ${long}!`;
const TWO = ['pod calm-0 a set=calm | f', 'pod calm-1 b set=calm | f'];

const stalled = { outcome: 'violated' } as const;
const quiet = { outcome: 'unknown', trials: 0 } as const;

tryCases(convergesInTheEnd, [
  {
    title: 'when a member is not made',
    rows: ['set calm s1 replicas=2 | f3', ...TWO, END],
    ...stalled,
    says: /calm-2 was not made/,
  },
  {
    title: 'when one below it is unwell, and the set in order',
    rows: [
      'set calm s1 replicas=2 | f3',
      'pod calm-0 a set=calm | f',
      'pod calm-1 b set=calm | fr',
      END,
    ],
    ...quiet,
  },
  {
    title: 'when one below it is unwell, and the set without order',
    rows: [
      'set calm s1 replicas=2 policy=Parallel | f3',
      'pod calm-0 a set=calm | f',
      'pod calm-1 b set=calm | fr',
      END,
    ],
    ...stalled,
  },
  {
    title: 'when it has to be Ready for a while first',
    rows: ['set calm s1 replicas=2 wait=30 | f3', ...TWO, END],
    ...quiet,
  },
  {
    title: 'when a stranger bears the name',
    rows: ['set calm s1 replicas=2 | f3', ...TWO, 'pod calm-2 c of=none | f', END],
    ...quiet,
  },
  {
    title: 'when a stranger bore the name, of whose end nobody is told',
    rows: [
      'set calm s1 replicas=2 | f3',
      ...TWO,
      'pod calm-2 c of=none | f....-',
      `end | .....${long}!`,
    ],
    ...quiet,
  },
  {
    title: 'when its claim is going',
    rows: ['set calm s1 replicas=2 | f3', ...TWO, 'claim data-calm-2 c2 | fT', END],
    ...quiet,
  },
  {
    title: 'when its claim waits for the collector, and nobody tells of its end',
    rows: [
      'set calm s1 replicas=2 | f.3',
      ...TWO,
      'claim data-calm-2 c2 own=Pod/calm-2/old | f...T-',
      `dns calm-0 | ${long}q`,
      'pod calm-9 z of=none | ..............................f',
      END,
    ],
    ...quiet,
  },
  {
    title: 'when its admission is denied',
    rows: ['set calm s1 replicas=2 | f3', ...TWO, 'audit create pods calm-2 code=403 | ..!', END],
    ...quiet,
  },
  {
    title: 'when its creation fails, as an event says',
    rows: [
      'set calm s1 replicas=2 | f3',
      ...TWO,
      'event FailedCreate calm says=create_Pod_calm-2_in_StatefulSet_calm_failed | ..+',
      END,
    ],
    ...quiet,
  },
  {
    title: 'when the denied one has come, and the next one does not',
    rows: [
      'set calm s1 replicas=2 | f3.4',
      ...TWO,
      'audit create pods calm-2 code=403 | ..!',
      'pod calm-2 c set=calm | ...+R',
      `end | ....${long}!`,
    ],
    ...stalled,
    says: /calm-3 was not made/,
  },
  {
    title: 'when the log tells of its creation and the watch does not',
    rows: [
      'set calm s1 replicas=2 | f3',
      ...TWO,
      'audit create pods calm-2 uid=c code=201 | ...!',
      END,
    ],
    ...quiet,
  },
  {
    title: 'when the log tells of an earlier one alone',
    rows: [
      'set calm s1 replicas=2 | f...3',
      ...TWO,
      'audit create pods calm-1 uid=b code=201 | .!',
      `end | ....${long}!`,
    ],
    ...stalled,
  },
  {
    title: 'when a webhook refuses all',
    rows: ['set calm s1 replicas=2 | f3', ...TWO, 'fault refuse-by-webhook | i<', END],
    ...quiet,
  },
  {
    title: 'when the collector is turned off, and the controllers with it for a moment',
    rows: ['set calm s1 replicas=2 | f3', ...TWO, 'fault stop-garbage-collector | i<', END],
    ...quiet,
  },
]);
