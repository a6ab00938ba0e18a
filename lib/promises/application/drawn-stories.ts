import type { History } from '../../model/entry.ts';
import { draw } from '../drawing.ts';
import { type DrawnRows, drawAll } from '../redraw.ts';

const CLAIMS = ['claim data-web-0 c0 | f', 'claim data-web-1 c1 | f', 'claim data-web-2 c2 | f'];
/** A member that acknowledges a record every second. */
const beats = (count: number) => 'X'.repeat(count);
const wait = (count: number) => '.'.repeat(count);

/** In rows, for those who change some of them. */
export const introducedRows: DrawnRows = {
  /** Three start in order, and each asks for those before it. */
  introduced: [
    'set web s1 | +',
    ...CLAIMS,
    'pod web-0 a @n1 | .+.R',
    'pod web-1 b @n2 | .....+...R',
    'said met web-1 b value=web-0_2 | .......!',
    'pod web-2 c @n3 | ..........+...R',
    'said met web-2 c value=web-1_1 | ............!',
    'said met web-2 c value=web-0_1 | ............!',
  ],
};

/** What an application lives through, in stories in which all is well. */
export const applicationStories: Readonly<Record<string, History>> = {
  /** A crash in place, a deletion, an edit of the configuration, and a full stop. */
  application: draw(
    'set web s1 replicas=2 policy=Parallel | f...........................0.....2',
    ...CLAIMS.slice(0, 2),
    'fault kill-container | ...!',
    'request delete pods web-0 uid=a | ........!',
    'request patch configmaps web-script | ...............!',
    'request patch statefulsets web | ...........................!',
    'pod web-0 a @n1 | f........T-',
    'pod web-0 b @n1 | ...........+.R...............T-',
    'pod web-1 c @n2 | f............................T-',
    'pod web-0 d @n1 | ...................................+.R',
    'pod web-1 e @n2 | ...................................+.R',
    'beat web-0 a @n1 | EXX..EXXX',
    `beat web-0 b @n1 | ............E${beats(15)}`,
    `beat web-1 c @n2 | E${beats(26)}`,
    'beat web-0 d @n1 | ....................................EXXX',
    'beat web-1 e @n2 | ....................................EXXX',
    'end | .............................................!',
  ),

  /** A member serves what it wrote once, before and after it was killed and scaled away. */
  servedFile: draw(
    'subject owes=file',
    'set web s1 replicas=1 | f',
    ...CLAIMS.slice(0, 1),
    'fault kill-container | ....!',
    'fault delete-pod | ..........!',
    'read reader id.txt who-0 | .!.....!.......!',
  ),

  /** One register for all, through the loss of its leader and behind a split. */
  register: draw(
    'subject owes=register',
    'set web s1 | f',
    ...CLAIMS,
    'fault kill-container | ......!',
    'fault split-node-network node=n1 | ..........i<......u>',
    'write c1 k one | .()',
    'read c2 k one member=web-1 | ....!',
    'write c1 k two | ......(.?',
    'write c2 k three member=web-1 | ............(.)',
    'read c2 k three member=web-2 | ................!',
    'write c1 j one | ....................()',
    'read c2 j one | .......................!',
  ),

  /** Clients of a set at rest are told each time that their write is done. */
  accepting: draw(
    'subject owes=register',
    'set web s1 | f',
    ...CLAIMS,
    'pod web-0 a @n1 | f',
    'pod web-1 b @n2 | f',
    'pod web-2 c @n3 | f',
    'converged web | .!',
    `write c1 k one | ...${'(..)'.repeat(18)}`,
  ),

  /** Rows that were acknowledged before their set went away, and one that nobody is sure of. */
  rows: draw(
    'subject owes=rows',
    'set web s1 replicas=2 | f',
    ...CLAIMS.slice(0, 2),
    'fault delete-pod | .....!',
    'pod web-0 a @n1 | f',
    'pod web-1 b @n2 | f',
    'write c1 r1 one | .()',
    'write c1 r2 two | ....(..?',
    'read reader r1 one | ..........!',
    'read reader r2 - | ............!',
    'write c1 r3 three member=web-0 | ........()',
    'read reader r3 - member=web-1 | ..........!',
    'read reader r3 three member=web-1 | .............!',
  ),

  /** A log that goes on counting through the death of its leader, and one answer that was late. */
  numbered: draw(
    'subject owes=register',
    'set web s1 | f',
    ...CLAIMS,
    'fault kill-container | ......!',
    'write c1 k one place=4 | .()',
    'write c2 k two place=5 member=web-1 | ....(.?',
    'write c3 k three place=7 member=web-2 | ........(...)',
    'write c1 k four place=6 | .........()',
    'write c2 k five place=8 member=web-1 | ..............()',
  ),

  /** A ledger that shows the same sum through every member, through a death and behind a split. */
  ledger: draw(
    'subject owes=ledger',
    'set web s1 | f',
    ...CLAIMS,
    'fault kill-container | .....!',
    'fault split-node-from-peers node=n1 | ..........i<......u>',
    'write c1 r1 one | .()',
    'read c2 sum 800 member=web-1 | ..!.......!.........!',
    'write c1 r2 two | .....(..?',
    'write c3 r3 three member=web-2 | ............(.)',
    'read c1 sum 800 member=web-2 | ...............!',
    'read reader r1 one | ......................!',
    'read reader r3 three | ........................!',
  ),

  /** Readers that k6 plays are served while a member is killed. */
  load: draw(
    'set web s1 | f',
    ...CLAIMS,
    'fault kill-container | .....!',
    'sample served | .+++++++++++',
    'sample http_req_duration tags=expected_response:true | .1111311111',
    'threshold served rate>0.99 11 value=1 | .............!',
    'threshold http_req_duration p(95)<500 10 value=300 | .............!',
  ),

  ...drawAll(introducedRows),

  /** Three get a new revision, one after the other; two always go on. */
  quorum: draw(
    `set web s1 m=update:r2 n=current:r2 | f..m${wait(60)}n`,
    ...CLAIMS,
    'pod web-2 c @n3 | f...T.-',
    `pod web-2 e @n3 rev=r2 | .......+${wait(10)}R`,
    `pod web-1 b @n2 | f${wait(20)}T.-`,
    `pod web-1 d @n2 rev=r2 | ${wait(24)}+${wait(10)}R`,
    `pod web-0 a @n1 | f${wait(39)}T.-`,
    `pod web-0 g @n1 rev=r2 | ${wait(43)}+${wait(10)}R`,
    'beat web-2 c @n3 | EXXXX',
    `beat web-2 e @n3 | ${wait(17)}E${beats(49)}`,
    `beat web-1 b @n2 | E${beats(20)}`,
    `beat web-1 d @n2 | ${wait(34)}E${beats(30)}`,
    `beat web-0 a @n1 | E${beats(39)}`,
    `beat web-0 g @n1 | ${wait(53)}E${beats(12)}`,
  ),
};
