import { tryCases } from '../try-cases.ts';
import { slowAndQuiet } from './slow-and-quiet.ts';

const [conditions, failing, events, early, quiet] = slowAndQuiet;
if (!conditions || !failing || !events || !early || !quiet) throw new Error('there are five');

const minute = '.'.repeat(70);
const NOTED =
  'set web s1 replicas=1 s=conditions:SteadfastNote t=conditions:,ready:0 u=ready:0 | f..s';

tryCases(conditions, [
  { title: 'when the next status drops it', rows: [`${NOTED}..t`], outcome: 'held', trials: 1 },
  { title: 'when the next status keeps it', rows: [`${NOTED}..u`], outcome: 'violated' },
  { title: 'when no status follows', rows: [NOTED], outcome: 'unknown', trials: 0 },
]);

const REFUSED = 'event FailedCreate web says=no_more_pods | .!';
const CHANGED = 'set web s1 m=minReadySeconds:1,seen:1 s=seen:2 | f..m';
tryCases(failing, [
  {
    title: 'when the change is seen all the same',
    rows: [`${CHANGED}.s`, REFUSED, 'end | ..........!'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it is not',
    rows: [CHANGED, REFUSED, `end | ...${minute}!`],
    outcome: 'violated',
    says: /was not looked at while nothing could be created/,
  },
  { title: 'when nothing fails', rows: [`${CHANGED}.s`], outcome: 'unknown', trials: 0 },
]);

const BORN = [
  'set web s1 | +',
  'pod web-0 a @n1 | .+',
  'pod web-1 b @n1 | ...+',
  `end | ${minute}!`,
];
const TOLD = 'event SuccessfulCreate web says=create_Pod_web-0 | .+';
tryCases(events, [
  {
    title: 'when each is told',
    rows: [...BORN, TOLD, 'event SuccessfulCreate web says=create_Pod_web-1 | ...+'],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when one is not',
    rows: [...BORN, TOLD],
    outcome: 'violated',
    says: /no Event tells of the creation of web-1/,
  },
  { title: 'when no Events are seen at all', rows: BORN, outcome: 'unknown', trials: 0 },
]);

const WAITS =
  'set web s1 replicas=1 wait=5 m=update:r2 s=current:r2,available:0 t=current:r2 | f..m';
tryCases(early, [
  { title: 'when they are only Ready', rows: [`${WAITS}...s`], outcome: 'held', trials: 1 },
  { title: 'when they are available', rows: [`${WAITS}...t`], outcome: 'violated' },
  {
    title: 'when they are available, and had to wait for no more than the API can tell',
    rows: [`${WAITS.replace('wait=5', 'wait=1')}...t`],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'without minReadySeconds',
    rows: [`${WAITS.replace('wait=5 ', '')}...s`],
    outcome: 'unknown',
    trials: 0,
  },
]);

const SET = 'set web s1 replicas=1 s=ready:1 | f';
const REST = [
  'pod web-0 a @n1 | f',
  'converged web replicas=1 | .!',
  'end | ......................!',
];
tryCases(quiet, [
  { title: 'when nothing is written', rows: [SET, ...REST], outcome: 'held', trials: 1 },
  {
    title: 'when its status is written over and over',
    rows: [`${SET}..........s.s.s`, ...REST],
    outcome: 'violated',
    says: /a set of web, web, was written at rest/,
  },
  {
    title: 'when somebody asks for something',
    rows: [`${SET}..........3`, ...REST],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody was looking',
    rows: [SET, ...REST, 'gap set | .........--'],
    outcome: 'unknown',
  },
]);
