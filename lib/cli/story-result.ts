import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunFile } from '../../reports/run-file.ts';
import type { StoryResult } from '../../suites/support/declare-story.ts';
import type { Verdict } from '../model/promise.ts';

/** What one story of a run came to, read from the run's folder. */
export function storyResult(folder: string, run: RunFile, id: string): StoryResult {
  const told = run.scenarios.find((scenario) => scenario.id === id);
  const scenarioFolder = join(folder, told?.folder ?? '');
  const file = join(scenarioFolder, 'verdicts.json');
  const stored = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { verdicts: Verdict[] })
    : { verdicts: [] };
  return {
    error: told?.state === 'not-run' ? 'the story was not played' : (told?.error ?? null),
    isLeftOut: told === undefined,
    verdicts: stored.verdicts,
    run: folder,
    folder: scenarioFolder,
    seed: run.seed,
  };
}
