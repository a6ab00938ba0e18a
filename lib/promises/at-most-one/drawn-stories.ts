import type { History } from '../../model/entry.ts';
import { draw } from '../drawing.ts';

const CLAIMS = ['claim data-web-0 c0 | f', 'claim data-web-1 c1 | f', 'claim data-web-2 c2 | f'];
const TAINT = 'node.kubernetes.io/unreachable';
const long = '.'.repeat(30);

/** Who runs while another still might, in stories in which all is well. */
export const atMostOneStories: Readonly<Record<string, History>> = {
  /** A kubelet is away, its member is evicted, and its kubelet ends it on its return. */
  unspokenFor: draw(
    `set web s1 m=ready:2 s=held:2,updated:2 n=ready:3,held:3,updated:3 | f....m.......s${long}.n`,
    ...CLAIMS,
    `fault stop-kubelet node=n1 | .i<${long}u>`,
    `node n1 taints=${TAINT} | f....N.t${long}Ru`,
    `slice web s9 m=web-0/a/10.0.0.1/R n=web-1/d/10.0.0.2/R | m.....n`,
    `pod web-0 a @n1 tol=${TAINT}:5 why=DeletionByTaintManager |  f....r.....DT${long}-`,
    `pod web-0 b @n2 |  ............${long}..+.R`,
    'pod web-1 d @n3 |  f',
    'pod web-2 e @n3 |  f',
    'run web-1 d @n3 |  f',
    'run web-2 e @n3 |  f',
    `run web-0 a @n1 |  f..........${long}]`,
    `run web-0 b @n2 |  ............${long}...[`,
    `beat web-0 a @n1 | EXXXXXX${long}`,
    `converged web |    ............${long}......!`,
  ),

  /** A node is struck off the books while it runs on, and its kubelet ends what was given away. */
  struckOff: draw(
    `set web s1 replicas=2 m=ready:1 s=held:1,updated:1 n=ready:2,held:2,updated:2 | f....m.......s${long}${long.slice(8)}n`,
    ...CLAIMS.slice(0, 2),
    `fault stop-kubelet node=n1 | .i<${long}${long}u>`,
    'fault delete-node node=n1 excuses=SS-AMO-001,SS-AMO-005,SS-AMO-012,SS-STO-004 uids=a | .............!',
    `node n1 taints=${TAINT} | f....N.t......-`,
    'slice web s9 m=web-0/a/10.0.0.1/R n=web-1/d/10.0.0.2/R | m.....n',
    `pod web-0 a @n1 tol=${TAINT}:5 why=DeletionByTaintManager |  f....r.....DT.${long}G-`,
    `pod web-0 b @n2 |  ................${long}+.R`,
    'pod web-1 d @n3 |  f',
    'run web-1 d @n3 |  f',
    `run web-0 a @n1 |  f..............${long}${long}]`,
    `run web-0 b @n2 |  .................${long}[`,
    `converged web |    ....................${long}${long}!`,
  ),
};
