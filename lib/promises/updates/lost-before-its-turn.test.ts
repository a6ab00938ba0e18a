import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { LOST_AMID } from './drawn-stories.ts';
import { lostBeforeItsTurn } from './lost-before-its-turn.ts';

const marks = 'm=update:r2,held:2,updated:0 s=held:1,updated:1 | f..m.....s';
const set = (options: string) => `set web s1 ${options} ${marks}`;
const returns = (revision: string) => `pod web-0 d @n1 rev=${revision} | ............+.R`;

tryCases(lostBeforeItsTurn, [
  {
    title: 'when nothing is spelled out, and it returns at the old revision',
    rows: LOST_AMID,
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when nothing is spelled out, and it returns at the new one',
    rows: withRows(LOST_AMID, returns('r2')),
    outcome: 'violated',
    says: /web-0 returned at r2 instead of r1/,
  },
  {
    title: 'when all is spelled out, and it returns at the new revision',
    rows: withRows(LOST_AMID, set(''), returns('r2')),
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when all is spelled out, and it returns at the old one',
    rows: withRows(LOST_AMID, set('')),
    outcome: 'violated',
  },
  {
    title: 'when nothing is spelled out, and nobody is counted at the old revision',
    rows: withRows(LOST_AMID, set('block=no').replaceAll('held:1', 'held:0'), returns('r2')),
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a line keeps it out of the update',
    rows: withRows(LOST_AMID, set('above=1')),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...LOST_AMID, 'gap pod | ..........--'],
    outcome: 'unknown',
  },
]);
