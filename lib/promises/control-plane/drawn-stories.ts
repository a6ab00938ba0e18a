import type { History } from '../../model/entry.ts';
import { draw } from '../drawing.ts';

const CLAIMS = ['claim data-web-0 c0 | f', 'claim data-web-1 c1 | f', 'claim data-web-2 c2 | f'];
const quiet = '.'.repeat(40);
const long = '.'.repeat(250);

/** Those who decide are away for a while, in stories in which all is well. */
export const controlPlaneStories: Readonly<Record<string, History>> = {
  /** The controller restarts while nothing is to be done, and again while two members start. */
  failover: draw(
    `set web s1 | f.....${quiet}1.....3`,
    ...CLAIMS,
    `fault kill-controller-manager | ..!...${quiet}........!`,
    `request patch statefulsets/scale web | ......${quiet}!.....!`,
    'pod web-0 a @n1 |  f',
    `pod web-1 d @n2 |  f.....${quiet}..T-`,
    `pod web-2 e @n3 |  f.....${quiet}T-`,
    `pod web-1 g @n2 |  ......${quiet}......+..R`,
    `pod web-2 h @n3 |  ......${quiet}..........+.R`,
    `audit delete pods web-2 uid=e | ......${quiet}!`,
    `audit delete pods web-1 uid=d | ......${quiet}..!`,
    `audit create pods web-1 uid=g code=201 | ......${quiet}......!`,
    `audit create pods web-2 uid=h code=201 | ......${quiet}..........!`,
    'run web-0 a @n1 |  f',
    `converged web |    .!....${quiet}....!........!`,
    `end |    ......${quiet}..............${quiet}!`,
  ),

  /** The API is away, and then its store; members write on, and a spec was acknowledged before. */
  unreachable: draw(
    'set web s1 | f.3..............2',
    ...CLAIMS,
    'request patch statefulsets/scale web facts=generation:2 | ..!',
    'fault stop-api-server | ....i<..u>',
    'fault stop-etcd | ..........i<..u>',
    'pod web-0 a @n1 |  f',
    'pod web-1 d @n2 |  f',
    'pod web-2 e @n3 |  f................T-',
    'run web-0 a @n1 |  f',
    'run web-1 d @n2 |  f',
    'run web-2 e @n3 |  f................]',
    'beat web-0 a @n1 | EXXXXXXXXXXXXXXXX',
    'beat web-1 d @n2 | EXXXXXXXXXXXXXXXX',
    'beat web-2 e @n3 | EXXXXXXXXXXXXXXXX',
    'audit delete pods web-2 uid=e | .................!',
    'request patch statefulsets/scale web | ................!',
    'converged web replicas=2 |    .!................!',
    'lease kube-scheduler |          a.a......a.a.a.a.a.a.a.a.a.a',
    'lease kube-controller-manager | a.a......a.a.a.a.a.a.a.a.a.a',
  ),

  /** Two are deleted while the controller is away; they come back in order on its return. */
  unattended: draw(
    'set web s1 | f',
    ...CLAIMS,
    'fault stop-controller-manager | ..i<..........u>',
    'request delete pods web-0 uid=a | ....!',
    'request delete pods web-1 uid=d | ....!',
    'pod web-0 a @n1 |  f...T.-',
    'pod web-1 d @n2 |  f...T.-',
    'pod web-2 e @n3 |  f',
    'pod web-0 b @n1 |  ................+.R',
    'pod web-1 g @n2 |  ...................+.R',
    'run web-0 a @n1 |  f....]',
    'run web-0 b @n2 |  .................[',
    'converged web |    .!....................!',
    `end |    ${long}!`,
  ),

  /** Nobody schedules while a set grows by two. */
  unscheduled: draw(
    'set web s1 replicas=1 | f.3',
    ...CLAIMS,
    'request patch statefulsets/scale web | ..!',
    'fault stop-scheduler | .<........u>',
    'pod web-0 a @n1 |  f',
    'pod web-1 d @n2 |  ...+........P.R',
    'pod web-2 e @n3 |  ...............+.R',
    'converged web |    .................!',
  ),

  /** A quota is too small for the third member, and is lifted; then somebody cannot decide. */
  denied: draw(
    'set web s1 replicas=2 | f.3..............233',
    ...CLAIMS,
    'request create resourcequotas tight | .!',
    'request patch statefulsets/scale web | ..!..............!!!',
    'audit create pods web-2 code=403 | ...!!..!....!',
    'request delete resourcequotas tight | .............!',
    'pod web-0 a @n1 |  f',
    'pod web-1 d @n2 |  f',
    'pod web-2 e @n3 |  ..............+.R.T-',
    'pod web-2 g @n3 |  .....................+.R',
    'converged web |    ................!.......!',
    `end |    ${long}!`,
  ),
};
