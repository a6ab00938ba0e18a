import type { History } from '../../model/entry.ts';
import { draw } from '../drawing.ts';

const CLAIMS = ['claim data-web-0 c0 | f', 'claim data-web-1 c1 | f', 'claim data-web-2 c2 | f'];

/** Whole stories in which the promises of this area are put to the test and kept. */
export const updatePartitionStories: Readonly<Record<string, History>> = {
  /** Staged above all, let down below two, and the line raised again. */
  line: draw(
    'set web s1 current=web-a m=updatePartition:3,update:web-b,updated:0 n=updatePartition:1 s=held:1,updated:2 o=updatePartition:3 | f.m......n...........s...o',
    ...CLAIMS,
    'revision web-a x1 | f',
    'revision web-b x2 n=2 | ..+',
    'pod web-2 c @n3 rev=web-a |        f.........T-',
    'pod web-2 f @n3 rev=web-b | ............+.R',
    'pod web-1 b @n2 rev=web-a |        f..............T-',
    'pod web-1 e @n2 rev=web-b | .................+.R',
    'pod web-0 a @n1 rev=web-a |        f',
    'converged web |          .!.................................!',
  ),

  /** A canary, growth in the middle of it, and then nothing for a while. */
  growth: draw(
    'set web s1 replicas=1 m=updatePartition:2,update:r2 s=current:r2 | f.m...3.......0......s.3',
    ...CLAIMS,
    'pod web-0 a @n1 |        f..................T-',
    'pod web-1 b @n2 |        .......+.R.......T-',
    'pod web-2 c @n3 rev=r2 | ..........+.R..T-',
    'pod web-0 d @n1 rev=r2 | ........................+.R',
    'pod web-1 e @n2 rev=r2 | ...........................+.R',
    'pod web-2 f @n3 rev=r2 | ..............................+.R',
    'converged web |          ..............................................!',
  ),

  /** A canary of a set that starts at 1, while one below it is not Ready for some time. */
  lateCanary: draw(
    'set web s1 start=1 m=updatePartition:2,update:r2,updated:0 s=held:2,updated:1 | f..m...............s',
    'claim data-web-1 c1 | f',
    'claim data-web-2 c2 | f',
    'claim data-web-3 c3 | f',
    'pod web-3 c @n3 |        f.............T-',
    'pod web-3 f @n3 rev=r2 | ................+.R',
    'pod web-2 b @n2 |        f',
    'pod web-1 a @n1 |        f.r.........R',
    'converged web |          ..........................!',
  ),

  /** The controller is away amid a canary, and one below the line is lost meanwhile. */
  canaryAcrossAnOutage: draw(
    'set web s1 m=updatePartition:2,update:r2,updated:0 s=held:2,updated:1 | f.m...s',
    ...CLAIMS,
    'fault stop-controller-manager | ........i<...u>',
    'request delete pods web-0 uid=a | ..........!',
    'pod web-2 c @n3 |        f..T-',
    'pod web-2 f @n3 rev=r2 | .....+.R',
    'pod web-0 a @n1 |        f.........T-',
    'pod web-0 d @n1 |        ................+.R',
    'pod web-1 b @n2 |        f',
    'converged web |          .......!............!',
    `end | ${'.'.repeat(60)}!`,
  ),
};
