import { tryCases } from '../try-cases.ts';
import { tokensDieWithPod } from './tokens.ts';

const SET = 'set web s1 replicas=1 | f';
const OLD = 'pod web-0 a @n1 | f....T..-';
const HEIR = 'pod web-0 b @n1 | .........+.R';
const long = '.'.repeat(30);
const before = 'request create selfsubjectreviews web-0 uid=a code=201 | ..!';
const after = (code: number) =>
  `request create selfsubjectreviews web-0 uid=a code=${code} | ${long}!`;

tryCases(tokensDieWithPod, [
  {
    title: 'when it is rejected',
    rows: [SET, OLD, HEIR, before, after(401)],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it is believed long after its pod was gone',
    rows: [SET, OLD, HEIR, before, after(201)],
    outcome: 'violated',
    says: /a token of a former web-0 was accepted/,
  },
  {
    title: 'when it was never good for anything',
    rows: [SET, OLD, HEIR, after(401)],
    outcome: 'unknown',
  },
  {
    title: 'when the server did not answer afterwards',
    rows: [SET, OLD, HEIR, before, after(500)],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when its pod lives on',
    rows: [SET, 'pod web-0 a @n1 | f', before, after(201)],
    outcome: 'unknown',
  },
]);
