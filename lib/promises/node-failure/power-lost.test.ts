import { tryCases } from '../try-cases.ts';
import { deadNodesKeepNames, fencedMembersMoveOn, theFencedStayDead } from './power-lost.ts';

const long = '.'.repeat(30);
const OFF = `fault node-off node=n1 | .i<${long}...............u>`;
const CALLED = `fault out-of-service node=n1 | ${long}.i<........u>`;
const NODE = `node n1 | f....N${long}.............R`;
const SET = 'set web s1 | f';
const end = `end | ${long}${long}${long}!`;
/** Evicted by a taint soon after, and cleared away when somebody vouched. */
const cleared = 'pod web-0 a @n1 why=DeletionByTaintManager | f....r.....DT......................-';
const heir = 'pod web-0 b @n2 | ....................................+.R';
const ran = ['run web-0 a @n1 | f.]', 'run web-0 b @n2 | .....................................['];

tryCases(deadNodesKeepNames, [
  {
    title: 'when it waits for a word',
    rows: [SET, OFF, CALLED, NODE, cleared, heir, end],
    outcome: 'held',
  },
  {
    title: 'when it is replaced before anybody vouched',
    rows: [SET, OFF, NODE, cleared, heir, end],
    outcome: 'violated',
    says: /web-0 was given up while n1 had no power/,
  },
  {
    title: 'when nobody asked it to go before the power was back',
    rows: [SET, OFF, NODE, 'pod web-0 a @n1 | f....r', end],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the watch was blind',
    rows: [SET, OFF, CALLED, NODE, cleared, heir, end, 'gap pod | ........----'],
    outcome: 'unknown',
  },
]);

tryCases(fencedMembersMoveOn, [
  {
    title: 'when it moves on',
    rows: [SET, OFF, CALLED, NODE, cleared, heir, end],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it is left where it was',
    rows: [
      ...[SET, OFF, NODE, end, 'pod web-0 a @n1 | f....r.....T'],
      `fault out-of-service node=n1 | ${long}.i<${long}${long}${long}u>`,
    ],
    outcome: 'violated',
    says: /web-0 was left on n1, which was called dead/,
  },
  {
    title: 'when it comes back on the dead node',
    rows: [SET, OFF, CALLED, NODE, cleared, heir.replace('@n2', '@n1'), end],
    outcome: 'violated',
    says: /replaced on n1 itself/,
  },
  {
    title: 'when the node was well: then force is wrong',
    rows: [SET, CALLED, 'node n1 | f', cleared, heir, end],
    outcome: 'unknown',
    trials: 0,
  },
]);

/** Made once the node is back, on which the history then ends soon. */
const latecomer = (node: string) =>
  `pod late-0 z ${node} of=s9 set=late | ${long}${long.slice(0, 20)}+.R`;
const soon = `end | ${long}${long.slice(0, 26)}!`;

tryCases(theFencedStayDead, [
  {
    title: 'when nothing rises',
    rows: [SET, OFF, CALLED, NODE, cleared, heir, ...ran, end],
    outcome: 'held',
  },
  {
    title: 'when the old one runs on until after the boot',
    rows: [
      ...[SET, OFF, CALLED, NODE, cleared, heir, end],
      ...[`run web-0 a @n1 | f.${long}${long}]`, ran[1] ?? ''],
    ],
    outcome: 'violated',
    says: /the old web-0 ran beside its successor/,
  },
  {
    title: 'when whoever came after the boot runs there',
    rows: [SET, OFF, CALLED, NODE, cleared, heir, ...ran, latecomer('@n1'), soon],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when whoever came after the boot runs elsewhere',
    rows: [SET, OFF, CALLED, NODE, cleared, heir, ...ran, latecomer('@n2'), soon],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the history ends with the boot',
    rows: [SET, OFF, CALLED, NODE, cleared, heir, ...ran],
    outcome: 'unknown',
    trials: 0,
  },
]);
