import type { History } from '../../model/entry.ts';
import { draw } from '../drawing.ts';
import { renumbered } from '../drawn-edits.ts';
import { type DrawnRows, drawAll } from '../redraw.ts';
import { answerAsDue } from '../validation/drawn-stories.ts';
import { updateProbes } from './probes.ts';

const RESTART = 'm=update:r2,restartedAt:noon s=current:r2';
const UNDO = 'n=update:r1,restartedAt: t=current:r1';
const CLAIMS = ['claim data-web-0 c0 | f', 'claim data-web-1 c1 | f', 'claim data-web-2 c2 | f'];

/** In rows, for those who change some of them. */
export const restartRows: DrawnRows = {
  /** All are asked to restart, and then the template of before is brought back. */
  restarted: [
    `set web s1 replicas=2 ${RESTART} ${UNDO} | f..m..........s..n..........t`,
    ...CLAIMS.slice(0, 2),
    'request patch statefulsets web probe=rollout-undo facts=revision:r1 | ................!',
    'pod web-1 b @n2 |        f...T-',
    'pod web-1 d @n2 rev=r2 | ......+.R.........T-',
    'pod web-1 f @n2 |        ....................+.R',
    'pod web-0 a @n1 |        f........T-',
    'pod web-0 c @n1 rev=r2 | ...........+.R..........T-',
    'pod web-0 e @n1 |        ..........................+.R',
  ],

  /** A limit that no template asks for, in members that are left alone with it. */
  limited: [
    'set web s1 replicas=2 wants=cpu=1 | f',
    ...CLAIMS.slice(0, 2),
    'pod web-1 b @n2 asks=cpu=2 | f',
    'pod web-0 a @n1 asks=cpu=2 | f',
    'converged web replicas=2 | .!..........!',
  ],

  /** One is given a label, and keeps it; the other another revision's, and has to go for that. */
  drifted: [
    'set web s1 replicas=2 | f',
    ...CLAIMS.slice(0, 2),
    'request patch pods web-0 | ..!',
    'request patch pods web-1 | ........!',
    'pod web-0 a @n1 l=note:mine | f.L',
    'pod web-1 b @n2 v=r9 | f.......V.T-',
    'pod web-1 d @n2 |      ...........+.R',
    'converged web replicas=2 | .!..............!',
  ],
};

const quiet = '.'.repeat(30);

/** The lowest is lost while the highest is on its way to a new revision. */
export const LOST_AMID = [
  'set web s1 block=no m=update:r2,held:2,updated:0 s=held:1,updated:1 | f..m.....s',
  ...CLAIMS,
  'request delete pods web-0 uid=a | ........!',
  'pod web-2 c @n3 |        f..T-',
  'pod web-2 g @n3 rev=r2 | .....+..........R',
  'pod web-1 b @n2 |        f',
  'pod web-0 a @n1 |        f.......T.-',
  'pod web-0 d @n1 rev=r1 | ............+.R',
] as const;

/** Whole stories in which the promises of this area are put to the test and kept. */
export const updatesStories: Readonly<Record<string, History>> = {
  /** A new template goes from the highest ordinal to the lowest. */
  rollout: draw(
    'set web s1 m=update:r2 s=current:r2 | f..m..................s',
    ...CLAIMS,
    'pod web-2 c @n3 |        f..T-',
    'pod web-2 f @n3 rev=r2 | .....+.R',
    'pod web-1 b @n2 |        f........T-',
    'pod web-1 e @n2 rev=r2 | ...........+.R',
    'pod web-0 a @n1 |        f..............T-',
    'pod web-0 d @n1 rev=r2 | .................+.R',
    'beat web-0 a @n1 | EX...X...X...X',
    'beat web-0 d @n1 | .................EX..X',
    'converged web |          .!.....................!',
  ),

  /** The first of a new revision never becomes Ready, and is let go before it does harm. */
  badRevision: draw(
    'set web s1 m=update:r2 n=update:r1 | f..m............n',
    ...CLAIMS,
    'pod web-2 c @n3 |        f..T-',
    'pod web-2 f @n3 rev=r2 | .....+.P',
    'pod web-1 b @n2 |        f',
    'pod web-0 a @n1 |        f',
    'converged web |          .!',
    'end |                    ....................!',
  ),

  /** What is not the template is changed, and the template is applied again as it is. */
  besideTheTemplate: draw(
    'set web s1 m=minReadySeconds:1 s=ready:3 | f...m.......s',
    ...CLAIMS,
    'request patch statefulsets web probe=reapply-merge | .......!',
    'pod web-2 c @n3 | f',
    'pod web-1 b @n2 | f',
    'pod web-0 a @n1 | f',
    'converged web |   .!..................!',
  ),

  /** A second template comes while the first is on its way. */
  superseded: draw(
    'set web s1 replicas=2 m=update:r2 n=update:r3 s=current:r3 | f..m.....n...........s',
    ...CLAIMS.slice(0, 2),
    'pod web-1 b @n2 |        f..T-',
    'pod web-1 d @n2 rev=r2 | .....+.R..T-',
    'pod web-1 e @n2 rev=r3 | ............+.R',
    'pod web-0 a @n1 |        f..............T-',
    'pod web-0 f @n1 rev=r3 | .................+.R',
  ),

  /** A bad revision is taken back, and somebody has to help. */
  takenBack: draw(
    'set web s1 replicas=1 m=update:r2 n=update:r1 | f..m......n',
    'claim data-web-0 c0 | f',
    'request delete pods web-0 uid=b | ................!',
    'pod web-0 a @n1 |        f..T-',
    'pod web-0 b @n1 rev=r2 | .....+.P........T-',
    'pod web-0 c @n1 |        ..................+.R',
  ),

  ...drawAll(restartRows),

  /** The control plane is taken to the next release and back, and nothing else is asked for. */
  upgraded: draw(
    'set web s1 | f',
    ...CLAIMS,
    'pod web-0 a @n1 | f',
    'pod web-1 b @n2 | f',
    'pod web-2 c @n3 | f',
    `fault upgrade-control-plane node=n0 | ..i.<${quiet}u.>`,
    `converged web | .!..${quiet}...${quiet}!`,
  ),

  lostAmid: draw(...LOST_AMID),

  /** A set is updated and then shrinks, and its budget allows nothing all the while. */
  pastABudget: draw(
    'set web s1 replicas=2 m=update:r2 s=current:r2 | f..m..........s..1',
    ...CLAIMS.slice(0, 2),
    'pdb web budget max=0 allowed=0 healthy=2 expected=2 | f',
    'pod web-1 b @n2 |        f..T-',
    'audit delete pods web-1 uid=b | ...!',
    'pod web-1 d @n2 rev=r2 | .....+.R..........T-',
    'audit delete pods web-1 uid=d | ..................!',
    'pod web-0 a @n1 |        f.......T-',
    'audit delete pods web-0 uid=a | ........!',
    'pod web-0 c @n1 rev=r2 | ..........+.R',
  ),

  updateQuestions: renumbered([...draw(), ...updateProbes.map(answerAsDue)]),
};
