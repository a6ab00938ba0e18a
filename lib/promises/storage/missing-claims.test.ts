import { tryCases } from '../try-cases.ts';
import { noPodOnGoingClaim } from './missing-claims.ts';

const SET = 'set web s1 replicas=1 policy=Parallel | f';
const OLD = 'pod web-0 a @n1 | f......T-';
const HELD = 'claim data-web-0 c0 | f..T';
const ENDS = 'claim data-web-0 c0 | f..T...........-';
const ANEW = 'claim data-web-0 c1 | ..............+';
const SAYS = 'event FailedCreate web says=claim_data-web-0_is_being_deleted | ..........+';
const END = `end | ${'.'.repeat(30)}!`;

tryCases(noPodOnGoingClaim, [
  {
    title: 'when the pod comes once the claim is gone',
    rows: [SET, OLD, ENDS, ANEW, SAYS, 'pod web-0 b @n1 | ...............+.R', END],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the pod comes while the claim is going',
    rows: [SET, OLD, ENDS, ANEW, SAYS, 'pod web-0 b @n1 | ........+', END],
    outcome: 'violated',
    says: /web-0 was created while data-web-0 was going/,
  },
  {
    title: 'when the pod comes on a claim that is held for ever',
    rows: [SET, OLD, HELD, 'pod web-0 b @n1 | ........+', END],
    outcome: 'violated',
    says: /web-0 was created while data-web-0 was going/,
  },
  {
    title: 'when it comes so late that the end of the claim may not have been heard of',
    rows: [SET, OLD, HELD, 'pod web-0 b @n1 | ......................+', END],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched the claim that is held',
    rows: [SET, OLD, HELD, 'pod web-0 b @n1 | ........+', END, 'gap claim | .........-'],
    outcome: 'unknown',
  },
]);
