import { tryCases } from '../try-cases.ts';
import { deniedAdmissionHeals } from './denied-admission.ts';

const SET = 'set web s1 | f';
const DENIED = 'audit create pods web-2 code=403 | .!!.!...!';
const LIFTED = 'request delete resourcequotas tight | .........!';
const long = '.'.repeat(120);

tryCases(deniedAdmissionHeals, [
  {
    title: 'when it is created once it may be',
    rows: [SET, DENIED, LIFTED, 'pod web-2 c @n3 | ............+.R'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when its claim was denied',
    rows: [
      SET,
      'audit create persistentvolumeclaims data-web-2 code=403 | .!!.!...!',
      LIFTED,
      'pod web-2 c @n3 | ............+.R',
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the controller has given up',
    rows: [SET, DENIED, LIFTED, `end | ${long}!`],
    outcome: 'violated',
    says: /web-2 was not tried again/,
  },
  {
    title: 'when it was taken back before it was admitted',
    rows: ['set web s1 replicas=3 | f.......2', DENIED, LIFTED, `end | ${long}!`],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the history ends too soon',
    rows: [SET, DENIED, LIFTED, 'end | ............!'],
    outcome: 'unknown',
    says: /history ends/,
  },
  {
    title: 'when the user healed it by an edit',
    rows: [
      SET,
      DENIED,
      'request patch statefulsets web | ..........!',
      'pod web-2 c @n3 | ............+.R',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the log was not read',
    rows: [SET, DENIED, LIFTED, 'gap audit | ..--', 'pod web-2 c @n3 | ............+.R'],
    outcome: 'unknown',
  },
]);
