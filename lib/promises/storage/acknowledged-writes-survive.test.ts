import { tryCases } from '../try-cases.ts';
import { acknowledgedWritesSurvive } from './acknowledged-writes-survive.ts';

const EXCUSED = 'fault delete-pod-by-force excuses=SS-AMO-012 uids=a';

tryCases(acknowledgedWritesSurvive, [
  {
    title: 'when the next incarnation finds all that was acknowledged',
    rows: ['set web s1 | f', 'beat web-0 a @n1 | EXXX', 'beat web-0 b @n2 | ......EX'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when all that is gone was never acknowledged',
    rows: [
      'set web s1 | f',
      'beat web-0 a @n1 | ExxX',
      'lost data-web-0 line=a2_a_2 | .....!',
      'beat web-0 b @n2 | ......EX',
    ],
    outcome: 'held',
  },
  {
    title: 'when the claim was deleted and made again',
    rows: ['set web s1 | f', 'beat web-0 a @n1 | EXXX', 'beat web-0 b @n2 | ......eX'],
    outcome: 'violated',
    says: /found 0 records where 1 had been acknowledged/,
  },
  {
    title: 'when a restart in place finds less than before',
    rows: ['set web s1 | f', 'beat web-0 a @n1 | EXXX..eX'],
    outcome: 'violated',
  },
  {
    title: 'when the chain of records is broken',
    rows: ['set web s1 | f', 'beat web-0 a @n1 | EXXX', 'beat web-0 b @n2 | ......Eb'],
    outcome: 'violated',
    says: /chain of records on data-web-0 is broken/,
  },
  {
    title: 'when a record that was acknowledged vanished from its volume',
    rows: [
      'set web s1 | f',
      'beat web-0 a @n1 | EXXX',
      'beat web-0 b @n2 | ......EX',
      'lost data-web-0 line=a2_a_2 | ........!',
    ],
    outcome: 'violated',
    says: /is gone/,
  },
  {
    title: 'when two wrote at once and the ledger says why',
    rows: [
      'set web s1 | f',
      'beat web-0 a @n1 | EXXX',
      `${EXCUSED} | ....!`,
      'beat web-0 b @n2 | ......eX',
    ],
    outcome: 'unknown',
    excused: 1,
  },
  {
    title: 'when the set asks for its claims to be deleted',
    rows: [
      'set web s1 whenScaled=Delete | f',
      'beat web-0 a @n1 | EXXX',
      'beat web-0 b @n2 | ......eX',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nothing was acknowledged before',
    rows: ['set web s1 | f', 'beat web-0 a @n1 | Exxx', 'beat web-0 b @n2 | ......Ex'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody took over',
    rows: ['set web s1 | f', 'beat web-0 a @n1 | EXXXXX'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the volume could not be read then',
    rows: [
      'set web s1 | f',
      'beat web-0 a @n1 | EXXX',
      'gap beat where=data-web-0 | ....-',
      'beat web-0 b @n2 | ......EX',
    ],
    outcome: 'unknown',
  },
]);
