import type { History } from '../../model/entry.ts';
import { draw } from '../drawing.ts';
import { renumbered } from '../drawn-edits.ts';
import { answerAsDue } from '../validation/drawn-stories.ts';
import { onDeleteProbes } from './probes.ts';

/** Whole stories in which the promises of this area are put to the test and kept. */
export const onDeleteStories: Readonly<Record<string, History>> = {
  onDeleteQuestions: renumbered([...draw(), ...onDeleteProbes.map(answerAsDue)]),

  /** A new template waits for deletions; the set grows, and the strategy is switched in the end. */
  onDelete: draw(
    'set web s1 replicas=2 strategy=OnDelete m=update:r2 n=strategy:RollingUpdate s=current:r2 | f..m..................3..............n................s',
    ...['claim data-web-0 c0 | f', 'claim data-web-1 c1 | f', 'claim data-web-2 c2 | f'],
    'request delete pods web-1 uid=b | ..........!',
    'pod web-0 a @n1 |        f....................................T-',
    'pod web-1 b @n2 |        f.........T-',
    'pod web-1 d @n2 rev=r2 | ............+.R',
    'pod web-2 e @n3 rev=r2 | .......................+.R',
    'pod web-0 f @n1 rev=r2 | .......................................+.R',
    'end | ...........................................................!',
  ),

  /** All were replaced, and the status does not say so. */
  onDeleteDone: draw(
    'set web s1 replicas=1 strategy=OnDelete m=update:r2 | f..m',
    'claim data-web-0 c0 | f',
    'request delete pods web-0 uid=a | ........!',
    'pod web-0 a @n1 |        f.......T-',
    'pod web-0 d @n1 rev=r2 | ..........+.R',
    'end | ........................!',
  ),
};
