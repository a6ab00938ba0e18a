import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openRunNotes } from '../../../runner/run-notes.ts';
import { isAlive } from '../../../support/process-identity.ts';
import { type Check, fine } from '../check.ts';
import { docker } from '../engine/engine.ts';
import type { Survey } from '../survey.ts';

const OURS = 'steadfast-';

export const leftovers: Check = {
  id: 'leftovers',
  title: 'clusters, debts and runs of ours',
  neededFor:
    'an idle cluster takes memory, a debt is a fault that may still be in force, and sets of a ' +
    'killed run go on',
  providers: ['kind', 'embedded', 'existing'],
  quick: false,
  async examine(survey) {
    const clusters = [
      ...(await clustersUp(survey)),
      ...embeddedClusters(survey.host.stateFolder).map((name) => `${name} (embedded)`),
    ];
    const debts = debtsOwed(survey.host.stateFolder);
    const runs = runsLeft(survey.host.stateFolder);
    if (clusters.length + debts + runs === 0) return fine('none');
    const says = [
      ...(clusters.length > 0 ? [`clusters that are up: ${clusters.join(', ')}`] : []),
      ...(debts > 0 ? [`debts on disk: ${debts}`] : []),
      ...(runs > 0 ? [`killed runs with namespaces on clusters: ${runs}`] : []),
    ];
    return {
      state: 'warning',
      says: says.join('; '),
      // Debts first: a cluster that is gone cannot be healed, and need not be.
      mend: [
        ...(debts + runs > 0 ? ['npx steadfast heal'] : []),
        ...(clusters.length > 0 ? ['npx steadfast cluster down --all'] : []),
      ],
    };
  },
};

async function clustersUp(survey: Survey): Promise<string[]> {
  if ((await survey.engine()).state !== 'running') return [];
  const label = 'io.x-k8s.kind.cluster';
  const { stdout } = await docker(survey.host, [
    ...['ps', '--all', '--filter', `label=${label}`],
    ...['--format', `{{.Label "${label}"}}`],
  ]);
  const names = stdout.split('\n').filter((name) => name.startsWith(OURS));
  return [...new Set(names)].sort().map((name) => name.slice(OURS.length));
}

function embeddedClusters(stateFolder: string): readonly string[] {
  try {
    return readdirSync(join(stateFolder, 'embedded')).sort();
  } catch {
    return [];
  }
}

function debtsOwed(stateFolder: string): number {
  try {
    return readdirSync(join(stateFolder, 'debts')).filter((name) => name.endsWith('.json')).length;
  } catch {
    return 0;
  }
}

/** Those of living runs are no leftovers. */
function runsLeft(stateFolder: string): number {
  const notes = openRunNotes(join(stateFolder, 'runs'));
  return notes.list().filter((note) => !isAlive(note)).length + notes.unreadable().length;
}
