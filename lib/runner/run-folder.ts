import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type RunFile, writeRunFile } from '../../reports/run-file.ts';
import { attempt } from '../support/exec.ts';
import { packageFolder } from '../support/paths.ts';

/** The run's own record of itself: on disk before the first action, and after every change. */
export interface RunRecord {
  readonly folder: string;
  readonly file: RunFile;
  change(part: Partial<RunFile>): void;
  changeScenario(id: string, part: Partial<RunFile['scenarios'][number]>): void;
}

export function openRunRecord(out: string | undefined, first: RunFile): RunRecord {
  const folder = resolve(out ?? join('reports', 'runs', first.id));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let file = first;
  writeRunFile(folder, file);
  const change = (part: Partial<RunFile>) => {
    file = { ...file, ...part };
    writeRunFile(folder, file);
  };
  return {
    folder,
    get file() {
      return file;
    },
    change,
    changeScenario(id, part) {
      change({
        scenarios: file.scenarios.map((known) => (known.id === id ? { ...known, ...part } : known)),
      });
    },
  };
}

/** Which suite judged: its version, and its commit where it runs from a clone. */
export async function suiteIdentity(): Promise<RunFile['suite']> {
  const root = packageFolder();
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  // Installed below somebody else's clone, git would answer with that one's commit.
  if (root.includes('node_modules')) return { version, commit: null };
  const head = await attempt(['git', '-C', root, 'rev-parse', '--short=12', 'HEAD']).catch(
    () => null,
  );
  return { version, commit: head?.code === 0 ? head.stdout.trim() : null };
}
