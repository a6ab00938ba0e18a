import type { SystemName } from '../../model/system.ts';
import { type Building, digestOf, type Step } from '../step.ts';

/** How the image of one system is made where no container registry is reached. */
export interface Recipe {
  readonly system: SystemName;
  /** Where its programs come from, for a reader. */
  readonly from: string;
  readonly inputs: Step['inputs'];
  /** Fills a folder with root/, all that the image holds. */
  fill(folder: string, building: Building): Promise<void>;
}

/** The name says what it was made of, so that a node can never hold an old one under it. */
export function referenceOf({ system, inputs }: Pick<Recipe, 'system' | 'inputs'>): string {
  return `docker.io/steadfast/${system}:${digestOf(inputs)}`;
}
