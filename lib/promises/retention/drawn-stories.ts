import type { History } from '../../model/entry.ts';
import { draw } from '../drawing.ts';

const OF_SET = 'own=StatefulSet/web/s1!';
const minute = '.'.repeat(65);

/** What retention policies do to claims, in stories in which all is well. */
export const retentionStories: Readonly<Record<string, History>> = {
  /** Both policies delete: one is scaled away and comes back, one is replaced, then all goes. */
  disposal: draw(
    'set web s1 policy=Parallel whenDeleted=Delete whenScaled=Delete | f...2....3.............-',
    `claim data-web-0 c0 ${OF_SET} | f.......................T.-`,
    `claim data-web-1 c1 ${OF_SET} | f.......................T.-`,
    `claim data-web-2 c2 ${OF_SET} m=own:Pod/web-2/c! | f....m...T-`,
    'audit update persistentvolumeclaims data-web-2 uid=c2 rv=last | .....!',
    `claim data-web-2 c3 ${OF_SET} | ............+...........T.-`,
    'claim common cc | f',
    'volume pv-c2 v2 of=c2 | f..........R-',
    'audit delete pods web-2 uid=c | ......!',
    'pod web-0 a @n1 shared=common | f..............T-',
    'pod web-0 b @n1 shared=common | .................+.R....T-',
    'pod web-1 d @n2 shared=common | f.......................T-',
    'pod web-2 c @n3 shared=common | f.....T.-',
    'pod web-2 e @n3 shared=common | .............+.R........T-',
    'beat web-2 c @n3 | EX',
    'beat web-2 e @n3 | ..............eX',
    'converged web | .!..................!',
    `end | ${minute}${minute}!`,
  ),

  /** The policy changes and changes back; one ordinal had been scaled away before. */
  policies: draw(
    'set web s1 policy=Parallel m=whenDeleted:Delete n=whenDeleted:Retain | ' +
      `f2......m${minute}n${minute}`,
    `claim data-web-0 c0 m=${OF_SET.replace('=', ':')} n=own:none | f........m${minute}n`,
    `claim data-web-1 c1 m=${OF_SET.replace('=', ':')} n=own:none | f........m${minute}n`,
    'claim data-web-2 c2 | f',
    'pod web-0 a @n1 | f',
    'pod web-1 b @n2 | f',
    'pod web-2 c @n3 | f..T-',
    `converged web replicas=2 | .......!....!`,
    `end | ${minute}${minute}...........!`,
  ),

  /** Two claims have owners of their own when their ordinals are scaled away. */
  foreign: draw(
    'set web s1 policy=Parallel whenDeleted=Delete whenScaled=Delete | f...1',
    `claim data-web-0 c0 ${OF_SET} | f`,
    `claim data-web-1 c1 ${OF_SET}+ConfigMap/keeper/k m=own:Pod/web-1/b!+ConfigMap/keeper/k | f....m`,
    'audit update persistentvolumeclaims data-web-1 uid=c1 rv=last | .....!',
    'claim data-web-2 c2 own=ConfigMap/keeper/k! | f',
    'event ConflictingController web says=claim_data-web-2_has_a_controller | .....+',
    'audit delete pods web-1 uid=b | ......!',
    'pod web-0 a @n1 | f',
    'pod web-1 b @n2 | f.....T.-',
    'pod web-2 c @n3 | f.....T.-',
    `end | ${minute}..........!`,
  ),
};
