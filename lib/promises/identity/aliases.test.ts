import { tryCases } from '../try-cases.ts';
import { aliasesAreClaimed } from './aliases.ts';

const SET = 'set web s1 replicas=1 selector=app:web | f';
const MEMBER = 'pod web-0 a @n1 labels=app:web | f';
const alias = (columns: string, more = 'rev=none') =>
  `pod web-00 b @n2 of=none by=s1 ${more} labels=app:web | ${columns}`;
const COMPLAINT = 'event FailedUpdate web says=Update_Pod_web-0_failed | ....+';
const ASKED = 'request delete pods web-00 uid=b | .......!';
const end = `end | ${'.'.repeat(75)}!`;

tryCases(aliasesAreClaimed, [
  {
    title: 'when it is taken in and taken down, and the member stays',
    rows: [SET, MEMBER, alias('..+A..T-'), end],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it is out of range and taken down',
    rows: [SET, MEMBER, alias('..+A..T-').replace('web-00', 'web-07'), end],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it is kept beside the member',
    rows: [SET, MEMBER, alias('..+A'), end],
    outcome: 'violated',
    says: /web-00 was kept by web/,
  },
  {
    title: 'when it is kept and wears the revision of the set: nothing is said of that',
    rows: [SET, MEMBER, alias('..+A', 'rev=r1'), end],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when it is kept under OnDelete: nothing is said of that',
    rows: ['set web s1 replicas=1 strategy=OnDelete selector=app:web | f', MEMBER, alias('..+A')],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody claims it',
    rows: [SET, MEMBER, alias('..+'), end],
    outcome: 'violated',
    says: /web-00 is an alias in web, and was not claimed/,
  },
  {
    title: 'when nobody claims it, and its labels do not match',
    rows: [SET, MEMBER, 'pod web-00 b @n2 of=none | ..+', end],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when it is counted beside the member',
    rows: [
      'set web s1 replicas=1 selector=app:web s=counted:2 | f....s',
      ...[MEMBER, alias('..+A..T-'), end],
    ],
    outcome: 'violated',
    says: /web counted 2 members, of 1 numbers/,
  },
  {
    title: 'when the member is taken down for it',
    rows: [SET, 'pod web-0 a @n1 labels=app:web | f....T-', alias('..+A'), end],
    outcome: 'violated',
    says: /web-0 was taken down beside web-00/,
  },
  {
    title: 'when it stands in the way of a member that has not come yet',
    rows: [SET, alias('.+.A....T-'), COMPLAINT, ASKED, end],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the member comes beside it',
    rows: [SET, alias('.+.A....T-'), COMPLAINT, 'pod web-0 a @n1 | .....+', ASKED, end],
    outcome: 'violated',
    says: /web-0 came beside web-00/,
  },
  {
    title: 'when it is taken down where the member has not come yet',
    rows: [SET, alias('.+.A....T-'), COMPLAINT, end],
    outcome: 'violated',
    says: /stood where web-0 was to be, and was taken down/,
  },
  {
    title: 'when the member was on its way out as it came: either may be in the way',
    rows: [SET, 'pod web-0 a @n1 | f.T.-', alias('..+A'), COMPLAINT, end],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched the pods',
    rows: [SET, MEMBER, alias('..+A..T-'), end, 'gap pod | ....--'],
    outcome: 'unknown',
  },
]);
