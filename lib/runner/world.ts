import type { KubernetesObject } from '@kubernetes/client-node';
import type { World } from '../model/scenario.ts';
import type { Stage } from './stage.ts';
import { changesOf } from './verbs/changes.ts';
import { deskOf } from './verbs/desk.ts';
import { troubleOf } from './verbs/trouble.ts';
import { waitsOf } from './verbs/waits.ts';

/** The verbs of a story on a real cluster. Each one writes down that it was used. */
export function worldOn(stage: Stage, manifest: readonly KubernetesObject[]): World {
  const desk = deskOf(stage);
  return { ...changesOf(desk, manifest), ...waitsOf(desk), ...troubleOf(desk) };
}
