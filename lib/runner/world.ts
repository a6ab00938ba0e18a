import type { World } from '../model/scenario.ts';
import type { Deployment } from '../model/workload.ts';
import type { Stage } from './stage.ts';
import { changesOf } from './verbs/changes.ts';
import { deskOf } from './verbs/desk.ts';
import { evictionsOf } from './verbs/evictions.ts';
import { k6LoadsOf } from './verbs/k6-loads.ts';
import { limitsOf } from './verbs/limits.ts';
import { loadsOf } from './verbs/loads.ts';
import { objectQuestionsOf } from './verbs/object-questions.ts';
import { objectsOf } from './verbs/objects.ts';
import { questionsOf } from './verbs/questions.ts';
import { readingsOf } from './verbs/readings.ts';
import { rolloutsOf } from './verbs/rollouts.ts';
import { statusesOf } from './verbs/statuses.ts';
import { tokensOf } from './verbs/tokens.ts';
import { troubleOf } from './verbs/trouble.ts';
import { waitsOf } from './verbs/waits.ts';

/** The verbs of a story on a real cluster. Each one writes down that it was used. */
export function worldOn(stage: Stage, deployment: Deployment): World {
  const desk = deskOf(stage);
  return {
    ...changesOf(desk, stage.workload.manifest(deployment)),
    ...waitsOf(desk),
    ...troubleOf(desk),
    ...loadsOf(desk),
    ...k6LoadsOf(desk),
    ...readingsOf(desk),
    ...objectsOf(desk, deployment),
    ...limitsOf(desk, deployment),
    ...questionsOf(desk, deployment),
    ...rolloutsOf(desk, deployment),
    ...objectQuestionsOf(desk),
    ...evictionsOf(desk),
    ...statusesOf(desk),
    ...tokensOf(desk),
  };
}
