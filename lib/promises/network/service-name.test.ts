import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { networkRows } from './drawn-stories.ts';
import { serviceNamesReady } from './service-name.ts';

const { names } = networkRows;

tryCases(serviceNamesReady, [
  { title: 'when it leads to the Ready ones', rows: withRows(names), outcome: 'held', trials: 2 },
  {
    title: 'when it leads to one that went',
    rows: [...withRows(names), 'dns . ip=10.0.0.1,10.0.0.2 | ...........................q'],
    outcome: 'violated',
    says: /led to 10.0.0.1, 10.0.0.2, and 10.0.0.2 were Ready/,
  },
  {
    title: 'when it drops a Ready one',
    rows: [
      ...withRows(names),
      'pod web-1 c @n1 | ..+.R',
      'slice web e3 m=web-1/c/10.0.0.3/R | ....m',
    ],
    outcome: 'violated',
  },
  {
    title: 'when the endpoints never told of a Ready one: DNS knows no more than they do',
    rows: [...withRows(names), 'pod web-1 c @n1 | ..+.R'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody was there to tell the endpoints',
    rows: [...withRows(names), 'fault stop-controller-manager | .i<..........u>'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the Service publishes others',
    rows: withRows(names, 'service web v1 notready=yes | f'),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: ['gap pod | -------', ...withRows(names)],
    outcome: 'unknown',
  },
]);
