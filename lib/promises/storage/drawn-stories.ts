import type { History } from '../../model/entry.ts';
import { draw } from '../drawing.ts';

const VOLUMES = 'volumes=data,scratch,shared shared=common';

/** What befalls claims, in stories in which all is well. */
export const storageStories: Readonly<Record<string, History>> = {
  /** A claim is there before its set, another is deleted and made anew, a third is refused. */
  repair: draw(
    'set web s1 replicas=2 policy=Parallel volumes=data,scratch,shared asks=1Mi selector=app:web | ' +
      '.+............................3',
    'claim common cc | f',
    'audit create persistentvolumeclaims data-web-0 uid=c0 | !',
    'claim data-web-0 c0 asks=2Mi labels=who:knows | +',
    'audit create persistentvolumeclaims data-web-1 uid=c1 | ..!',
    'claim data-web-1 c1 asks=1Mi labels=app:web m=size:2Mi | ..+....m..T.............-',
    'audit create pods web-0 uid=a | ...!',
    'audit create pods web-1 uid=b | ...!',
    `pod web-0 a @n1 ${VOLUMES} | ...+.R`,
    'request delete persistentvolumeclaims data-web-1 uid=c1 | .........!',
    'request delete pods web-1 uid=b | ...............!',
    `pod web-1 b @n2 ${VOLUMES} | ...+.R..........T.-`,
    'event FailedCreate web says=claim_data-web-1_is_being_deleted | ....................+',
    'audit create persistentvolumeclaims data-web-1 uid=c2 | .........................!',
    'claim data-web-1 c2 asks=1Mi labels=app:web | .........................+',
    'audit create pods web-1 uid=d | ..........................!',
    `pod web-1 d @n2 ${VOLUMES} | ..........................+.R`,
    'event FailedCreate web says=claim_data-web-2_exceeds_the_quota | ...............................+',
    'request delete resourcequotas claims | ...................................!',
    'audit create persistentvolumeclaims data-web-2 uid=c3 | ......................................!',
    'claim data-web-2 c3 asks=1Mi labels=app:web | ......................................+',
    'audit create pods web-2 uid=e | .......................................!',
    `pod web-2 e @n3 ${VOLUMES} | .......................................+.R`,
    'end | .............................................!',
  ),

  /** A pod that nobody can place loses its claim while it waits. */
  pending: draw(
    'set web s1 replicas=1 policy=Parallel | +',
    'request delete persistentvolumeclaims data-web-0 uid=c0 | ......!',
    'claim data-web-0 c0 | +......-',
    'pod web-0 a | .+',
    'claim data-web-0 c1 | ............+',
    'end | ....................!',
  ),

  /** Two sets compose one name; and a claim for one pod keeps a second one out. */
  sharing: draw(
    'set web s1 replicas=1 policy=Parallel | f',
    'set c s7 replicas=1 policy=Parallel templates=a-b | f',
    'set b-c s8 replicas=1 policy=Parallel templates=a | .f',
    'claim data-web-0 c0 mode=ReadWriteOncePod | f',
    'claim a-b-c-0 c1 | f',
    'pod web-0 d @n1 | f',
    'pod c-0 a set=c of=s7 tpl=a-b claim=a-b-c-0 @n2 | .+.R',
    'pod b-c-0 b set=b-c of=s8 tpl=a claim=a-b-c-0 @n2 | ..+.R',
    'pod second e of=none claim=data-web-0 | ....+....m....T-',
    'end | ....................!',
  ),

  /** A volume is detached from a node, and only then attached to another. */
  attachment: draw(
    'node n1 k1 | f.N',
    'pod web-0 a @n1 | f..T.-',
    'attachment va1 v1 @n2 vol=pv1 | +..-',
    'attachment va2 v2 @n3 vol=pv1 | .....+',
  ),

  /** A member is deleted on a node that is closed, and waits until that node is open again. */
  behindAClosedDoor: draw(
    'set web s1 replicas=1 | f',
    'claim data-web-0 c0 | f',
    'node n1 | f.c.........o',
    'request delete pods web-0 uid=a | ...!',
    'pod web-0 a @n1 | f..T-',
    'pod web-0 b @n1 | .....+.......P.R',
    'converged web replicas=1 | .!..............!',
  ),
};
