import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { subjectOf } from '../model/history.ts';
import type { Verdict } from '../model/promise.ts';
import { UsageError } from '../support/errors.ts';
import { putFile } from '../support/put-file.ts';
import { judgeHistory } from './judge.ts';
import { type Cut, readHistory } from './read-history.ts';

const HISTORY = 'history.jsonl';
const VERDICTS = 'verdicts.json';
const DEEPEST = 3;

/** What verdicts.json holds: the same bytes for the same history, on any machine. */
export interface VerdictsFile {
  readonly schema: 'steadfast/verdicts/v1';
  readonly scenario: string | null;
  readonly entries: number;
  readonly cut: Cut | null;
  readonly tries: readonly string[];
  readonly verdicts: readonly Verdict[];
}

export interface JudgedFolder {
  readonly folder: string;
  readonly verdicts: VerdictsFile;
}

/** Judges what a run's folder, or one scenario's, has recorded; writes nothing. */
export function judgeFolder(folder: string): readonly JudgedFolder[] {
  return scenarioFolders(folder).map((found) => ({ folder: found, verdicts: judgeOne(found) }));
}

/** Judges and writes verdicts.json into each scenario's folder. */
export async function writeVerdicts(folder: string): Promise<readonly JudgedFolder[]> {
  const judged = judgeFolder(folder);
  for (const { folder: found, verdicts } of judged) {
    putFile(join(found, VERDICTS), verdictsText(verdicts));
  }
  return judged;
}

/** No clock, no path and no order but that of the ids: equal histories give equal bytes. */
export function verdictsText(verdicts: VerdictsFile): string {
  return `${JSON.stringify(verdicts, null, 2)}\n`;
}

/** The folders below (or at) a path that hold a history, in the order of their names. */
export function scenarioFolders(folder: string): readonly string[] {
  const found = search(folder, DEEPEST);
  if (found.length > 0) return found;
  throw new UsageError({
    what: `${folder} holds no ${HISTORY}`,
    lastSeen: isFolder(folder) ? 'a folder without one, three levels down' : 'no such folder',
    tryThis: "the folder of a run or of one of its scenarios, as the run's last lines name it",
  });
}

export function storedVerdicts(folder: string): string {
  return join(folder, VERDICTS);
}

function judgeOne(folder: string): VerdictsFile {
  const { history, cut } = readHistory(join(folder, HISTORY));
  const subject = subjectOf(history);
  return {
    schema: 'steadfast/verdicts/v1',
    scenario: subject?.scenario ?? null,
    entries: history.length,
    cut,
    tries: subject?.tries ?? [],
    verdicts: judgeHistory(history),
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function search(folder: string, deeper: number): string[] {
  if (existsSync(join(folder, HISTORY))) return [folder];
  if (deeper === 0 || !isFolder(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .flatMap((name) => search(join(folder, name), deeper - 1));
}
