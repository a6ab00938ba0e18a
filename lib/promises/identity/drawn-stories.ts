import type { History } from '../../model/entry.ts';
import { draw } from '../drawing.ts';

/** Whole stories in which the promises of this area are put to the test and kept. */
export const identityStories: Readonly<Record<string, History>> = {
  /** One member starts, loses both its labels and gets one back, and then its container crashes. */
  labelsEdited: draw(
    'revision r1 v1 | f',
    'set web s1 replicas=1 templates=none | +',
    'pod web-0 a @n1 claim=none l=statefulset.kubernetes.io/pod-name:other | +.RL',
    'pod web-0 a @n1 l=apps.kubernetes.io/pod-index: | ....L',
    'pod web-0 a @n1 | .......C.R',
    'run web-0 a @n1 | .[....][',
    'said self web-0 a value=web-0_web-0_0 | ..!',
    `set ${'a'.repeat(57)} s9 replicas=1 templates=none | +`,
    `event FailedCreate ${'a'.repeat(57)} | ..!`,
    'end | ...........!',
  ),

  /** An alias comes beside a member, and another where none has come yet. */
  aliases: draw(
    'set web s1 replicas=1 policy=Parallel templates=none selector=app:web s=seen:1 | f.....s',
    'set far s9 replicas=0 policy=Parallel templates=none selector=app:far m=replicas:2,counted:0,ready:0,held:0,updated:0 s=counted:1,ready:1 t=counted:2,ready:1,held:2,updated:2 u=ready:2 | .+m..s.......t.u',
    'pod web-0 a @n1 claim=none labels=app:web | f',
    'pod web-00 b @n2 of=none by=s1 rev=none claim=none labels=app:web | ....+A..T-',
    'pod far-00 c @n3 of=none by=s9 set=far rev=none claim=none labels=app:far | +R..A....T-',
    'event FailedUpdate far says=Update_Pod_far-0_in_StatefulSet_far_failed | .....+',
    'request delete pods far-00 uid=c | .........!',
    'pod far-0 d @n3 of=s9 set=far claim=none labels=app:far | ...........+.R',
    'pod far-1 e @n1 of=s9 set=far claim=none labels=app:far | ...........+R',
    'end | .....................!',
  ),
};
