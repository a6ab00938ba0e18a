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
};
