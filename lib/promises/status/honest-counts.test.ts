import { tryCases } from '../try-cases.ts';
import { honestCounts } from './honest-counts.ts';

const [generations, bounds, rests, names] = honestCounts;
if (!generations || !bounds || !rests || !names) throw new Error('there are four');

const COUNTED =
  'set web s1 replicas=1 s=counted:0,ready:0,held:0,updated:0 t=counted:1 u=ready:1 | fs.t..u';
const BLIND = 'gap set | .--------';
const minute = '.'.repeat(70);

tryCases(generations, [
  {
    title: 'when each change is seen',
    rows: ['set web s1 m=minReadySeconds:1,seen:1 s=seen:2 | f..ms'],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when it goes back',
    rows: ['set web s1 m=minReadySeconds:1 s=seen:1 | f..m..s'],
    outcome: 'violated',
    says: /had seen generation 2 and then only 1/,
  },
  {
    title: 'when it is ahead',
    rows: ['set web s1 s=seen:5 | f..s'],
    outcome: 'violated',
    says: /says that generation 5 was seen, and there are only 1/,
  },
  {
    title: 'when a change is never seen',
    rows: ['set web s1 m=minReadySeconds:1,seen:1 | f..m', `end | ...${minute}!`],
    outcome: 'violated',
    says: /generation 2 of web was never seen/,
  },
  {
    title: 'when nobody was looking',
    rows: ['set web s1 m=minReadySeconds:1,seen:1 s=seen:2 | f..ms', BLIND],
    outcome: 'unknown',
  },
]);

tryCases(bounds, [
  { title: 'when all is in order', rows: ['set web s1 | f..3'], outcome: 'held', trials: 2 },
  {
    title: 'when more are ready than there are',
    rows: ['set web s1 s=ready:4 | f..s'],
    outcome: 'violated',
  },
  {
    title: 'when more are available than ready',
    rows: ['set web s1 s=ready:2,available:3 | f..s'],
    outcome: 'violated',
  },
  {
    title: 'when more are updated than there are',
    rows: ['set web s1 s=updated:4 | f..s'],
    outcome: 'violated',
    says: /4 updated of 3/,
  },
  {
    title: 'when each is counted once it is there, and then once it is Ready',
    rows: [COUNTED, 'pod web-0 a | ..+..R'],
    outcome: 'held',
    trials: 4,
  },
  {
    title: 'when one is counted as ready that only will be',
    rows: [COUNTED, 'pod web-0 a | ..+....R'],
    outcome: 'violated',
    says: /counts 1 ready members, and there were no more than 0/,
  },
  {
    title: 'when one is counted as ready that was so a moment ago',
    rows: [COUNTED, 'pod web-0 a | ..+.Rr'],
    outcome: 'held',
  },
  {
    title: 'when one is counted that is not there yet',
    rows: [COUNTED, 'pod web-0 a | ....+R'],
    outcome: 'violated',
    says: /counts 1 members, and there were no more than 0/,
  },
  {
    title: 'when nobody saw who was ready',
    rows: [COUNTED, 'pod web-0 a | ..+....R', 'gap pod | ....--'],
    outcome: 'unknown',
  },
  { title: 'without a set', rows: ['pod web-0 a | f'], outcome: 'unknown', trials: 0 },
]);

const LATER = 'set web s1 replicas=1 s=available:0 | f..............s';
const ZEROS = 'ready:0,available:0,counted:0,held:0,updated:0';
const NONE = `set web s1 replicas=1 selector=app:web t=${ZEROS} s=${ZEROS},update:r2 |`;
tryCases(bounds, [
  {
    title: 'when one is counted as current that is at another revision',
    rows: [LATER, 'pod web-0 a rev=r2 @n1 | f'],
    outcome: 'violated',
    says: /counts 1 members at the current revision, and there were no more than 0/,
  },
  {
    title: 'when one is counted as updated that is at another revision',
    rows: [LATER.replace(' s=', ' update=r2 s='), 'pod web-0 a @n1 | f'],
    outcome: 'violated',
    says: /counts 1 members at the update revision, and there were no more than 0/,
  },
  {
    title: 'when one is counted as current that has long been on its way out',
    rows: [LATER, 'pod web-0 a @n1 | f.T'],
    outcome: 'violated',
  },
  {
    title: 'when one is counted as current that is on its way out by now',
    rows: [LATER, 'pod web-0 a @n1 | f...........T'],
    outcome: 'held',
  },
  {
    title: 'when one is left out that has long been there',
    rows: [`${NONE} f.t..........s`, 'pod web-0 a labels=app:web @n1 | f'],
    outcome: 'violated',
    says: /counts 0 members, and there were no fewer than 1/,
  },
  {
    title: 'when one is left out that the same round created',
    rows: [`${NONE} f.t...........s`, 'pod web-0 a labels=app:web @n1 | ...+R'],
    outcome: 'held',
  },
  {
    title: 'when one is left out that came between two rounds',
    rows: [`${NONE} f........t..s`, 'pod web-0 a labels=app:web @n1 | ........+'],
    outcome: 'held',
  },
  {
    title: 'when one is left out that is there by now',
    rows: [`${NONE} f.t..........s`, 'pod web-0 a labels=app:web @n1 | .......+R'],
    outcome: 'held',
  },
  {
    title: 'when one is left out that is not of its labels',
    rows: [`${NONE} f.t..........s`, 'pod web-0 a labels=app:api @n1 | f'],
    outcome: 'held',
  },
  {
    title: 'when one is left out by a controller that was away',
    rows: [
      ...[`${NONE} f.t..........s`, 'pod web-0 a labels=app:web @n1 | f'],
      'fault stop-controller-manager | ......i<.u>',
    ],
    outcome: 'held',
  },
  {
    title: 'when nobody saw who was there',
    rows: [`${NONE} f.t..........s`, 'pod web-0 a labels=app:web @n1 | f', 'gap pod | ....--'],
    outcome: 'unknown',
  },
]);

const SET = 'set web s1 replicas=1 | f';
const POD = 'pod web-0 a @n1 | f';
const AT_REST = 'converged web replicas=1 | ....!';
tryCases(rests, [
  { title: 'when all agree', rows: [SET, POD, AT_REST], outcome: 'held', trials: 1 },
  {
    title: 'when members of others are counted',
    rows: ['set web s1 replicas=1 s=counted:2 | f.s', POD, AT_REST],
    outcome: 'violated',
  },
  {
    title: 'when one is not Ready',
    rows: [SET, 'pod web-0 a @n1 | f.r', AT_REST],
    outcome: 'violated',
    says: /web counts 1 members and has 0/,
  },
  {
    title: 'when one is on its way out, and its kubelet does not hear of it for long',
    rows: [SET, 'pod web-0 a @n1 | f.T', `end | ${'.'.repeat(60)}!`],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when its member is at another revision than it says',
    rows: [SET, POD.replace(' @', ' rev=r2 @'), AT_REST],
    outcome: 'violated',
    says: /web counts 1 current members and has 0/,
  },
  {
    title: 'when its status follows soon',
    rows: [
      SET.replace('| f', 's=current:r2,update:r2 | f.....s'),
      POD.replace(' @', ' rev=r2 @'),
      AT_REST,
    ],
    outcome: 'held',
  },
  {
    title: 'when its newest spec was not seen yet',
    rows: [SET.replace('| f', 'm=seen:1,update:r2 | f.m'), POD.replace(' @', ' rev=r2 @'), AT_REST],
    outcome: 'held',
  },
  {
    title: 'when nobody was looking',
    rows: [SET, POD, AT_REST, 'gap pod | ..---'],
    outcome: 'unknown',
  },
]);

const NAMED = 'set web s1 replicas=1 current=web-a | f';
tryCases(names, [
  {
    title: 'when they are there',
    rows: [NAMED, 'revision web-a ra | f'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when one is not there',
    rows: [NAMED, 'revision web-b rb | f'],
    outcome: 'violated',
    says: /web names web-a, which is no revision/,
  },
  {
    title: 'when one is heard of some seconds after the status that names it',
    rows: [NAMED, 'revision web-a ra | ...+'],
    outcome: 'held',
  },
  {
    title: 'when one comes long after the status that names it',
    rows: [NAMED, 'revision web-b rb | f', `revision web-a ra | ${'.'.repeat(20)}+`],
    outcome: 'violated',
    says: /web names web-a, which is no revision/,
  },
  {
    title: 'when a user removed it',
    rows: [NAMED, 'revision web-b rb | f', 'request delete controllerrevisions web-a | .!'],
    outcome: 'held',
  },
  { title: 'when nobody watched the revisions', rows: [NAMED], outcome: 'unknown', trials: 0 },
]);
