import { cachedIngredients } from '../../../airgap/ingredients.ts';
import { toolPath } from '../../../airgap/tools.ts';
import { DEFAULT_KUBERNETES, nodeImage } from '../../../airgap/versions.ts';
import { docker } from '../engine/engine.ts';
import type { Survey } from '../survey.ts';

/** True when nothing is left to build, so that what only the builder needs is not needed. */
export async function everythingBuilt(survey: Survey): Promise<boolean> {
  if (survey.provider === 'embedded') return (await cachedIngredients(DEFAULT_KUBERNETES)) !== null;
  return missingTools().length === 0 && (await hasNodeImage(survey));
}

export function missingTools(): string[] {
  return (['kind', 'kubectl'] as const).filter((tool) => !toolPath(tool, DEFAULT_KUBERNETES));
}

export async function hasNodeImage(survey: Survey): Promise<boolean> {
  if ((await survey.engine()).state !== 'running') return false;
  const image = nodeImage(DEFAULT_KUBERNETES);
  return (await docker(survey.host, ['image', 'inspect', '--format', 'x', image])).code === 0;
}
