import type { Building } from '../airgap/step.ts';
import { messageOf } from '../support/errors.ts';
import { buildMutant } from './build-mutant.ts';
import type { Mutant } from './mutants.ts';

/** What a run against a broken controller found, as far as this matters here. */
export interface Trial {
  readonly violated: readonly string[];
  readonly tried: readonly string[];
}

export interface Noticed {
  readonly mutant: Mutant;
  /**
   * killed: a promise that it breaks was found violated. survived: it was tried and nothing of the
   * kind was found, a bystander alone is no proof. untried: no story tries what it breaks.
   */
  readonly end: 'killed' | 'survived' | 'untried' | 'error';
  readonly by: readonly string[];
  readonly bystanders: readonly string[];
  readonly says: string;
}

export interface SelftestOptions {
  readonly kubernetes: string;
  readonly building: Building;
  /** Ids that some story sets out to try. */
  readonly triable: ReadonlySet<string>;
  /** Plays the stories that try these promises, on a cluster with this controller-manager. */
  readonly play: (promises: readonly string[], controllerManager: string) => Promise<Trial>;
}

/** Puts one broken controller to the suite. */
export async function putToTheSuite(mutant: Mutant, options: SelftestOptions): Promise<Noticed> {
  const { kubernetes, building, triable, play } = options;
  const none = { mutant, by: [], bystanders: [] };
  const promises = mutant.breaks.filter((id) => triable.has(id));
  if (promises.length === 0) {
    const says = `no story sets out to try ${mutant.breaks.join(' or ')}`;
    return { ...none, end: 'untried', says };
  }
  try {
    const program = await buildMutant(mutant, kubernetes, building);
    const { violated, tried } = await play(promises, program);
    return { mutant, ...judged(mutant, violated, tried) };
  } catch (error) {
    return { ...none, end: 'error', says: messageOf(error) };
  }
}

export function judged(
  { breaks }: Pick<Mutant, 'breaks'>,
  violated: readonly string[],
  tried: readonly string[],
): Pick<Noticed, 'end' | 'by' | 'bystanders' | 'says'> {
  const by = violated.filter((id) => breaks.includes(id));
  const bystanders = violated.filter((id) => !breaks.includes(id));
  const also = bystanders.length > 0 ? `; also ${bystanders.join(', ')}` : '';
  if (by.length > 0) return { end: 'killed', by, bystanders, says: `${by.join(', ')}${also}` };
  const reached = tried.filter((id) => breaks.includes(id));
  const says = reached.length > 0 ? `${reached.join(', ')} was tried and held` : 'it was not tried';
  return { end: 'survived', by, bystanders, says: `${says}${also}` };
}
