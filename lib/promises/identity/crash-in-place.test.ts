import { tryCases } from '../try-cases.ts';
import { crashInPlace } from './crash-in-place.ts';

tryCases(crashInPlace, [
  {
    title: 'when the container comes back in its pod',
    rows: ['set web s1 | +', 'pod web-0 a @n1 | +R.C.R'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it was Ready again before anybody was told that it runs',
    rows: ['set web s1 | +', 'pod web-0 a @n1 | +R.rB'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the controller deletes the pod for it',
    rows: ['set web s1 | +', 'pod web-0 a @n1 | +R.CT-'],
    outcome: 'violated',
    says: /deleted for the crash/,
  },
  {
    title: 'when the pod comes back at another address',
    rows: ['set web s1 | +', 'pod web-0 a @n1 | +R.C', 'pod web-0 a @n2 ip=10.0.0.9 | .....R'],
    outcome: 'violated',
  },
  {
    title: 'when a user deletes it meanwhile',
    rows: ['set web s1 | +', 'pod web-0 a @n1 | +R.CT-', 'request delete pods web-0 uid=a | ....!'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the whole node started again',
    rows: [
      'set web s1 | +',
      'pod web-0 a @n1 | +R.C',
      'pod web-0 a @n1 ip=10.0.0.9 | .....R',
      'run web-0 a @n1 name=POD | .[.][',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nothing crashed',
    rows: ['set web s1 | +', 'pod web-0 a @n1 | +R'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: ['set web s1 | +', 'pod web-0 a @n1 | +R.C.R', 'gap pod | ...-'],
    outcome: 'unknown',
  },
]);
