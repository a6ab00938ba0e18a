import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { networkRows } from './drawn-stories.ts';
import {
  notReadyIsNoEndpoint,
  oneServiceNames,
  serviceOfOne,
  terminatingIsNoEndpoint,
} from './endpoints.ts';

const { names } = networkRows;
const BLIND = {
  title: 'when nobody watched',
  rows: ['gap slice | -------------------------', ...withRows(names)],
  outcome: 'unknown',
} as const;
const WHILE =
  'm=web-0/a/10.0.0.1/R n=web-0/a/10.0.0.1/RT o=web-0/b/10.0.0.2/R | ....m.....n...........o';

for (const promise of [notReadyIsNoEndpoint, terminatingIsNoEndpoint]) {
  tryCases(promise, [
    { title: 'when it is no endpoint and has no name', rows: withRows(names), outcome: 'held' },
    {
      title: 'when it is published as ready',
      rows: withRows(names, `slice web e1 ${WHILE}`),
      outcome: 'violated',
      says: /web-0 was a ready endpoint of web, and was not so/,
    },
    {
      title: 'when the Services publish such',
      rows: withRows(
        names,
        'service web v1 notready=yes | f',
        'service only v2 notready=yes | f',
        `slice web e1 ${WHILE}`,
      ),
      outcome: 'unknown',
      trials: 0,
    },
    BLIND,
  ]);
}

tryCases(oneServiceNames, [
  {
    title: 'when only its own Service names it',
    rows: withRows(names),
    outcome: 'held',
    trials: 4,
  },
  {
    title: 'when another one does, too',
    rows: withRows(names, `slice only e2 ${WHILE}`),
    outcome: 'violated',
    says: /only named web-0 web-0/,
  },
  {
    title: 'when its own does not',
    rows: withRows(
      names,
      'slice web e1 m=-/a/10.0.0.1/R n=-/a/10.0.0.1/ST o=-/b/10.0.0.2/R | ....m',
    ),
    outcome: 'violated',
    says: /web named web-0 not at all/,
  },
  BLIND,
]);

tryCases(serviceOfOne, [
  { title: 'when it leads to that one', rows: withRows(names), outcome: 'held', trials: 2 },
  {
    title: 'when it leads to another, too',
    rows: [
      ...withRows(names),
      'pod web-1 c @n1 | ..+.R',
      'slice only e2 m=-/c/10.0.0.3/R | .....m',
    ],
    outcome: 'violated',
    says: /only is for web-0 and has web-1/,
  },
  {
    title: 'when there is no such Service',
    rows: withRows(names, 'service only v2 | f'),
    outcome: 'unknown',
    trials: 0,
  },
  BLIND,
]);
