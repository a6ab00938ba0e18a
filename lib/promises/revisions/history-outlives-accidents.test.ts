import { tryCases } from '../try-cases.ts';
import { historyOutlivesAccidents } from './history-outlives-accidents.ts';

const [collisions, adoption, contents, removal] = historyOutlivesAccidents;
if (!collisions || !adoption || !contents || !removal) throw new Error('there are four');

const minute = '.'.repeat(70);

tryCases(collisions, [
  {
    title: 'when it grows',
    rows: ['set web s1 s=collisions:1 | f...s', 'revision web-a ra of=none | f'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it shrinks',
    rows: ['set web s1 s=collisions:1 t=collisions:0 | f...s..t'],
    outcome: 'violated',
    says: /counted 1 collisions and then 0/,
  },
  {
    title: 'when what was there is overwritten',
    rows: ['set web s1 s=collisions:1 | f...s', 'revision web-a ra of=none | f...D'],
    outcome: 'violated',
    says: /web-a was overwritten/,
  },
  { title: 'when there was none', rows: ['set web s1 | f'], outcome: 'unknown', trials: 0 },
]);

const UNCOUNTED = 'set web s1 current=web-0 m=seen:1 s=seen:2,update:web-b | f.m....s';
const REFUSED = 'audit create controllerrevisions web-a code=409 | ...!';
const MADE = 'revision web-b rb n=2 | ....+';
const TAKEN = 'revision web-a ra of=none | .+';
tryCases(collisions, [
  {
    title: 'when a name was refused and that is not counted',
    rows: [UNCOUNTED, TAKEN, REFUSED, MADE],
    outcome: 'violated',
    says: /web-a was taken, and web went on to web-b without counting it/,
  },
  {
    title: 'when a name was refused and that is counted',
    rows: [UNCOUNTED.replace('seen:2', 'seen:2,collisions:1'), TAKEN, REFUSED, MADE],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when what bore the name holds the template and is used',
    rows: [
      ...[UNCOUNTED.replace('seen:1', 'seen:2,update:web-a').replace('s=seen:2,', 's=')],
      ...[TAKEN, REFUSED, MADE],
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the name was another set’s',
    rows: [
      ...[UNCOUNTED, 'revision web-x-a ra of=s9 | .+', MADE],
      'audit create controllerrevisions web-x-a code=409 | ...!',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the status that counted it could not be written',
    rows: [
      ...[UNCOUNTED, TAKEN, REFUSED, MADE],
      'audit update statefulsets web sub=status code=500 | .....!',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the controller was away',
    rows: [UNCOUNTED, TAKEN, REFUSED, MADE, 'fault stop-controller-manager | ....i<u>'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when lines of the audit log are lost',
    rows: [UNCOUNTED, TAKEN, REFUSED, MADE, 'gap audit | ....--'],
    outcome: 'unknown',
  },
]);

const AGAIN = 'set web s2 selector=app:web | ..+';
tryCases(adoption, [
  {
    title: 'when it is adopted',
    rows: [AGAIN, 'revision web-a ra of=none labels=app:web | f...A'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it is left alone',
    rows: [AGAIN, 'revision web-a ra of=none labels=app:web | f', `end | ..${minute}!`],
    outcome: 'violated',
    says: /web-a was not adopted by the new web/,
  },
  {
    title: 'when it is left alone by the second round',
    rows: [
      'set web s2 selector=app:web s=counted:1 t=counted:2 | ..+..s..t',
      ...['revision web-a ra of=none labels=app:web | f', `end | ${'.'.repeat(20)}!`],
    ],
    outcome: 'violated',
    says: /web-a was not adopted by the new web/,
  },
  {
    title: 'when there was no second round',
    rows: [
      'set web s2 selector=app:web s=counted:1 | ..+..s',
      ...['revision web-a ra of=none labels=app:web | f', `end | ${'.'.repeat(20)}!`],
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the new one is on its way out as well',
    rows: [
      'set web s2 selector=app:web s=counted:1 t=counted:2 | ..+..s..t.T',
      ...['revision web-a ra of=none labels=app:web | f', `end | ${'.'.repeat(20)}!`],
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the same is recorded again',
    rows: [
      ...[AGAIN, 'revision web-a ra of=none labels=app:web data=d | f...A'],
      'revision web-b rb of=s2 data=d n=2 | ...+',
    ],
    outcome: 'violated',
    says: /recorded its template twice, as web-b/,
  },
  {
    title: 'when its labels are others',
    rows: [AGAIN, 'revision web-a ra of=none labels=app:other | f', `end | ..${minute}!`],
    outcome: 'unknown',
    trials: 0,
  },
]);

tryCases(contents, [
  {
    title: 'with the template alone',
    rows: ['set web s1 | f', 'revision web-a ra | f'],
    outcome: 'held',
  },
  { title: 'without revisions', rows: ['set web s1 | f'], outcome: 'unknown', trials: 0 },
]);

const CANARY =
  'set web s1 current=web-a m=updatePartition:2,update:web-b s=current:web-b t=current:web-c | f.m';
const REMOVED = [
  'revision web-a ra | f.....-',
  'request delete controllerrevisions web-a | .....!',
];
tryCases(removal, [
  {
    title: 'when the update revision follows',
    rows: [`${CANARY}.....s`, ...REMOVED],
    outcome: 'held',
    trials: 1,
  },
  { title: 'when another one follows', rows: [`${CANARY}.....t`, ...REMOVED], outcome: 'violated' },
  {
    title: 'when members go on coming back at it',
    rows: [CANARY, ...REMOVED, 'pod web-0 a rev=web-a @n1 | ........+.R'],
    outcome: 'violated',
    says: /web-0 still came back at it/,
  },
  { title: 'when it was not removed', rows: [`${CANARY}.....s`], outcome: 'unknown', trials: 0 },
]);
