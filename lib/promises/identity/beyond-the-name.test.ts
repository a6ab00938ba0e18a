import { tryCases } from '../try-cases.ts';
import { describesItself, tooLongForPods } from './beyond-the-name.ts';

const LONG = 'a'.repeat(57);
const SELF = 'said self web-1 a value=';

tryCases(describesItself, [
  {
    title: 'when all agree',
    rows: ['pod web-1 a | +R', `${SELF}web-1_web-1_1 | ..!`],
    outcome: 'held',
  },
  {
    title: 'when label and name disagree by one',
    rows: ['pod web-1 a | +R', `${SELF}web-1_web-1_0 | ..!`],
    outcome: 'violated',
    says: /web-1 took itself for web-1 web-1 0/,
  },
  { title: 'when nobody says', rows: ['pod web-1 a | +R'], outcome: 'unknown', trials: 0 },
  {
    title: 'when nobody listened for a while',
    rows: ['pod web-1 a | +.R', `${SELF}web-1_web-1_1 | ..!`, 'gap op | .-'],
    outcome: 'unknown',
  },
]);

tryCases(tooLongForPods, [
  {
    title: 'when only Events tell',
    rows: [`set ${LONG} s1 | +`, `event FailedCreate ${LONG} | .!`],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it gets a pod',
    rows: [`set ${LONG} s1 | +`, `pod ${LONG}-0 a set=${LONG} | .+`],
    outcome: 'violated',
  },
  {
    title: 'when the name is short',
    rows: ['set web s1 | +', 'event FailedCreate web | .!'],
    outcome: 'unknown',
  },
  {
    title: 'when nobody watched',
    rows: [`set ${LONG} s1 | +`, `event FailedCreate ${LONG} | .!`, 'gap pod | .-'],
    outcome: 'unknown',
  },
]);
