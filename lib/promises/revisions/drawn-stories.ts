import type { EntryOf, History } from '../../model/entry.ts';
import type { ObjectProbe } from '../../model/object-probe.ts';
import { draw } from '../drawing.ts';
import { renumbered } from '../drawn-edits.ts';
import { revisionProbes } from './probes.ts';

const CLAIM = 'claim data-web-0 c0 | f';
const LABELS = 'selector=app:web';

/** An answer as is due to a question about an object in use. */
export function answerInUse({ name, method, subresource, due, dryRun }: ObjectProbe, at: number) {
  const { code, at: field = '', finds = {}, generationGrows = null, unchanged = null } = due;
  const verb = { GET: 'get', PUT: 'update', PATCH: 'patch' } as const;
  return {
    ...{ kind: 'request', by: 'runner', clock: 'runner', seq: 0, at, verb: verb[method] },
    ...{ resource: 'statefulsets', name: 'web', uid: null, grace: null, code, probe: name },
    ...{ subresource: subresource ?? null, dryRun: dryRun ?? false },
    says: code < 300 ? 'accepted' : `web is invalid: ${field}: no`,
    facts: { finds, generationGrows, unchanged },
  } satisfies EntryOf<'request'>;
}

/** Whole stories in which the promises of this area are put to the test and kept. */
export const revisionStories: Readonly<Record<string, History>> = {
  revisionQuestions: renumbered([...draw(), ...revisionProbes.map(answerInUse)]),

  /** Three templates, a return to the first, and a history of one. */
  thrash: draw(
    'set web s1 replicas=1 limit=1 template=t1 current=web-a m=template:t2,update:web-b n=template:t3,update:web-c o=template:t1,update:web-a s=current:web-b t=current:web-c u=current:web-a | f..m.....s..n.....t..o.....u',
    CLAIM,
    'revision web-a ra n=1 | f...................4',
    'revision web-b rb n=2 | ...+.........................-',
    'revision web-c rc n=3 | ............+',
    'pod web-0 a rev=web-a @n1 | f...T-',
    'pod web-0 b rev=web-b @n1 | ......+.R....T-',
    'pod web-0 c rev=web-c @n1 | ...............+.R....T-',
    'pod web-0 d rev=web-a @n1 | ........................+.R',
    'converged web replicas=1 | ....................................!',
  ),

  /** A name that is taken, and a set that is created again. */
  accidents: draw(
    `set web s1 replicas=1 ${LABELS} current=web-a m=template:t2,seen:1 s=seen:2,update:web-c,collisions:1,updated:0 t=current:web-c,updated:1 | f..m.s.....t...-`,
    CLAIM,
    'revision web-a ra n=1 labels=app:web | f..................O..A',
    'revision web-b rx of=none | .+',
    'audit create controllerrevisions web-b code=409 | ....!',
    'revision web-c rc n=2 labels=app:web | ....+..............O..A.....5',
    'pod web-0 a rev=web-a @n1 | f.....T-',
    'pod web-0 b rev=web-c @n1 | ........+.R...........O..A',
    `set web s2 replicas=1 ${LABELS} current=web-c | .....................+`,
    'converged web replicas=1 | ..............................!',
  ),

  /** The current revision is removed in the middle of a canary. */
  revisionRemoved: draw(
    'set web s1 replicas=2 current=web-a m=updatePartition:1,update:web-b,held:1,updated:0 s=current:web-b,updated:1 | f..m............s',
    'claim data-web-0 c0 | f',
    'claim data-web-1 c1 | f',
    'revision web-a ra n=1 | f.............-',
    'revision web-b rb n=2 | ...+',
    'pod web-0 a rev=web-a @n1 | f',
    'pod web-1 b rev=web-a @n2 | f..T-',
    'pod web-1 c rev=web-b @n2 | .....+.R',
    'request delete controllerrevisions web-a | .............!',
    'end | ....................!',
  ),

  /** No history is asked for, and none is kept. */
  noHistory: draw(
    'set web s1 replicas=1 limit=0 current=web-a m=update:web-b s=current:web-b | f..m.......s',
    CLAIM,
    'revision web-a ra n=1 | f...........-',
    'revision web-b rb n=2 | ...+',
    'pod web-0 a rev=web-a @n1 | f...T-',
    'pod web-0 b rev=web-b @n1 | ......+.R',
    'converged web replicas=1 | ..................!',
  ),
};
