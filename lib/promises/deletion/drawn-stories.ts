import type { History } from '../../model/entry.ts';
import { draw } from '../drawing.ts';

const claimOf = (ordinal: number) =>
  `claim data-web-${ordinal} c${ordinal} own=StatefulSet/web/s1! m=own:none ` +
  'n=own:StatefulSet/web/s2! | f..m..............n';

/** Sets that go and pods that belong to nobody, in stories in which all is well. */
export const deletionStories: Readonly<Record<string, History>> = {
  /** A set is deleted from above its pods; a user deletes one; a new set takes over the rest. */
  orphans: draw(
    'request delete statefulsets web facts=propagation:Orphan | ..!',
    'request delete pods web-2 uid=c | ......!',
    'set web s1 policy=Parallel whenDeleted=Delete selector=app:web | f..T..-',
    'set web s2 policy=Parallel whenDeleted=Delete selector=app:web | ...............+',
    ...[0, 1, 2].map(claimOf),
    'pod web-0 a @n1 labels=app:web | f...O...........A',
    'pod web-1 b @n2 labels=app:web | f...O...........A',
    'pod web-2 c @n3 labels=app:web | f...O..T.-',
    'pod web-2 g @n3 of=s2 labels=app:web | ................+.R',
    'end | .......................!',
  ),

  /** A pod strays from its set; strangers and another set carry the labels of this one. */
  strays: draw(
    'set web s1 replicas=2 policy=Parallel selector=app:web m=ready:1 n=ready:2 | f.....m...........n',
    'set far s9 replicas=1 policy=Parallel selector=app:web | f',
    'claim data-web-0 c0 | f',
    'claim data-web-1 c1 | f',
    'claim data-far-0 c9 | f',
    'pod web-0 a @n1 labels=app:web | f',
    'request delete pods web-1 uid=b | .........!',
    'pod web-1 b @n2 labels=app:web l=app:held | f..L.O....T.-',
    'pod web-1 d @n2 labels=app:web | ..............+.R',
    'pod web-x e @n3 of=none labels=app:web | f',
    'pod web-5 f @n3 of=other labels=app:web | f',
    'pod far-0 h @n3 of=s9 set=far labels=app:web | f',
    'end | .......................!',
  ),

  /** A set takes its time to go, and is there again before its pods have gone. */
  meanwhile: draw(
    'set web s1 policy=Parallel | f...T.........-',
    'set web s2 policy=Parallel | ................+',
    'claim data-web-0 c0 | f',
    'claim data-web-1 c1 | f',
    'claim data-web-2 c2 | f',
    'request delete pods web-0 uid=a | .....!',
    'pod web-0 a @n1 | f.....T.-',
    'pod web-1 b @n2 | f..............T..-',
    'pod web-2 c @n3 | f..............T...-',
    'pod web-0 d of=s2 @n1 | .................+.R',
    'pod web-1 e of=s2 @n2 | ....................+.R',
    'pod web-2 g of=s2 @n3 | ....................+.R',
    'end | .......................!',
  ),

  /** Two of three sets are listed and deleted by a label. */
  'by-label': draw(
    'set web s1 templates=none labels=tier:a | f',
    'set one s3 replicas=0 templates=none labels=tier:b | f.....-',
    'set two s4 replicas=0 templates=none labels=tier:b | f.....-',
    'request list statefulsets any facts=selector:tier=b,found:one+two | ..!',
    'request delete statefulsets any facts=selector:tier=b | .....!',
    'end | .......................!',
  ),
};
