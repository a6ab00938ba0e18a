import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Scenario } from '../model/scenario.ts';
import { HarnessError } from '../support/errors.ts';

export interface FoundScenario {
  /** theme/story: the file's place below scenarios/. */
  readonly id: string;
  readonly scenario: Scenario;
}

/** Stories are found by folder: a new file is all that a new story takes. */
export async function findScenarios(): Promise<FoundScenario[]> {
  const here = fileURLToPath(import.meta.url);
  // The clone holds .ts files and the package .js ones, at the same place relative to this one.
  const folder = join(dirname(here), '..', '..', 'scenarios');
  const source = here.endsWith('.ts') ? /(?<!\.test|\.d)\.ts$/ : /(?<!\.test)\.js$/;
  const files = (await readdir(folder, { recursive: true }))
    .filter((file) => source.test(file))
    .sort();
  return await Promise.all(files.map((file) => load(folder, file)));
}

async function load(folder: string, file: string): Promise<FoundScenario> {
  const module: Record<string, unknown> = await import(pathToFileURL(join(folder, file)).href);
  const stories = Object.values(module).filter(isScenario);
  const [scenario] = stories;
  if (!scenario || stories.length > 1) {
    throw new HarnessError({
      what: `scenarios/${file} exports ${stories.length} scenarios`,
      tryThis: 'export exactly one',
    });
  }
  return { id: file.replaceAll('\\', '/').replace(/\.[jt]s$/, ''), scenario };
}

function isScenario(value: unknown): value is Scenario {
  return typeof value === 'object' && value !== null && 'hypothesis' in value && 'run' in value;
}
