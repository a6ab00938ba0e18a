import type { History } from '../../model/entry.ts';
import { draw } from '../drawing.ts';

const far = '.'.repeat(70);
const deed = 'user=system:serviceaccount:kube-system:statefulset-controller';

/** Who may do what in whose name, in stories in which all is well. */
export const securityStories: Readonly<Record<string, History>> = {
  /** A token outlives its pod by a little, and is of no use. */
  tokens: draw(
    'set web s1 replicas=2 policy=Parallel | f',
    'claim data-web-0 c0 | f',
    'claim data-web-1 c1 | f',
    'request create selfsubjectreviews web-1 uid=b code=201 | ..!',
    'request create selfsubjectreviews web-1 uid=b code=201 | ..........!',
    `request create selfsubjectreviews web-1 uid=b code=401 | ${far}!`,
    'request delete pods web-1 uid=b | ....!',
    'pod web-0 a @n1 | f',
    'pod web-1 b @n2 | f....T..-',
    'pod web-1 d @n2 | .........+.R',
    `audit create pods web-1 uid=d ${deed} | .........!`,
    `audit update statefulsets web sub=status ${deed} | ..........!`,
  ),

  /** Pods are planted where members will be; and a set is accepted whose pods are not. */
  planted: draw(
    'set web s1 replicas=1 policy=Parallel | f',
    'claim data-web-0 c0 | f',
    'pod web-0 a @n1 | f',
    'set one s3 replicas=1 policy=Parallel templates=none selector=app:one strategy=OnDelete s=held:0,updated:0 | f...s',
    'set two s4 replicas=1 policy=Parallel templates=none selector=app:two | f',
    'pod one-0 b set=one of=none by=s3 claim=none labels=app:one rev= @n2 | +.AR',
    'pod two-0 c set=two of=none by=s4 claim=none labels=app:two rev= @n3 | +.AR.T.-',
    'pod two-0 d set=two of=s4 claim=none labels=app:two @n3 | ........+.R',
    'request create statefulsets denied facts=warnings:PodSecurity+restricted | ..!',
    'event FailedCreate denied says=violates_PodSecurity | ...+',
    `end | ${far}!`,
  ),
};
