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
