import { duration } from '../../reports/words.ts';
import { answering } from '../cluster/existing/answering.ts';
import { existingAddress } from '../cluster/existing/provider.ts';
import { clearRun } from '../runner/clear-run.ts';
import { type RunThere, removeRuns, runsThere } from '../runner/runs-there.ts';

interface There {
  readonly context: string;
  readonly kubeconfig: string | undefined;
  /** The runs whose namespaces are to go; none: they are told, and nothing is touched. */
  readonly runs: readonly string[];
  readonly say: (line: string) => void;
}

/** What runs have left on a cluster whose runners wrote their notes elsewhere. */
export async function healThere({ context, kubeconfig, runs, say }: There) {
  const { api } = await answering(existingAddress(context, kubeconfig));
  const found = await runsThere(api);
  const clear: Parameters<typeof removeRuns>[2]['clear'] = (run, tell) => clearRun(api, run, tell);
  const removal = await removeRuns(found, runs, { say, clear });
  const there = runs.length > 0 ? await runsThere(api) : found;
  const text =
    there.length > 0 ? listText(there, context) : `${context} has no namespace of a run\n`;
  return { text, answer: { context, runs: there, ...removal }, isLeft: removal.left.length > 0 };
}

function listText(there: readonly RunThere[], context: string): string {
  const lines = there.flatMap(({ run, namespaces, runner }) => [
    `run ${run}${runner === null ? '' : `, alive here (process ${runner})`}`,
    ...namespaces.map(({ name, createdAt }) => `  ${name}  ${ageText(createdAt)} old`),
  ]);
  const removes = `steadfast heal --context ${context} --run ID removes what a run has there`;
  return `${[...lines, removes].join('\n')}\n`;
}

function ageText(createdAt: Date): string {
  return duration(Math.max(0, Date.now() - createdAt.getTime()));
}
