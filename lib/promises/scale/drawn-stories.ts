import type { History } from '../../model/entry.ts';
import { draw } from '../drawing.ts';
import { renumbered } from '../drawn-edits.ts';
import { answerInUse } from '../revisions/drawn-stories.ts';
import { scaleProbes } from './probes.ts';

/** Whole stories in which the promises of this area are put to the test and kept. */
export const scaleStories: Readonly<Record<string, History>> = {
  scaleQuestions: renumbered([...draw(), ...scaleProbes.map(answerInUse)]),

  /** An autoscaler reads the scale and lowers it, and a manifest that is applied undoes that. */
  scale: draw(
    'set web s1 selector=app:web | f......1..........3',
    'claim data-web-0 c0 | f',
    'claim data-web-1 c1 | f',
    'claim data-web-2 c2 | f',
    'request get statefulsets web sub=scale probe=scale-is-read facts=x:1 | ...!',
    'request patch statefulsets web sub=scale | ......!',
    'request patch statefulsets web probe=manifest-applied facts=replicas:3 | .................!',
    'pod web-0 a @n1 | f',
    'pod web-1 b @n2 | f............T-',
    'pod web-2 c @n3 | f.......T-',
    'pod web-1 d @n2 | ...................+.R',
    'pod web-2 e @n3 | ......................+.R',
    'converged web | ............................!',
  ).map((entry) =>
    entry.kind === 'request' && entry.probe === 'scale-is-read'
      ? {
          ...entry,
          facts: {
            finds: { 'spec.replicas': 3, 'status.replicas': 3, 'status.selector': 'app=web' },
          },
        }
      : entry,
  ),
};
