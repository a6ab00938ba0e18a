import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { z } from 'zod';
import { OUTCOMES } from '../../model/promise.ts';
import { UsageError } from '../../support/errors.ts';

const EXAMPLES = `
Reads the reports of two runs and says where their verdicts differ, promise by promise: between two
releases, two providers, or last night and tonight. How often something was tried is not compared.
What one side cannot show, or never put to the test, is told with the reason and is no difference.

Examples:
  steadfast compare reports/runs/LAST reports/runs/THIS
  steadfast compare last/report.json this/report.json --json

Exit codes: 0 the same verdicts, 1 a difference.
`;

const reportSchema = z.object({
  run: z.object({ id: z.string() }),
  subject: z.object({ provider: z.string(), kubernetes: z.string() }),
  promises: z.array(
    z.object({
      ...{ id: z.string(), outcome: z.enum(OUTCOMES), reason: z.string().nullable() },
      ...{ trials: z.number(), owed: z.boolean() },
    }),
  ),
});
type Report = z.infer<typeof reportSchema>;

export interface Change {
  readonly promise: string;
  readonly before: string;
  readonly after: string;
  /** Set where one side cannot show the promise: then it is no difference. */
  readonly reason: string | null;
}

export function compareCommand() {
  return new Command('compare')
    .description('compare the verdicts of two stored runs, promise by promise')
    .argument('<before>', "a run's folder, or its report.json")
    .argument('<after>', 'another one')
    .option('--json', 'as JSON', false)
    .addHelpText('after', EXAMPLES)
    .action((one, other, { json }) => {
      const [before, after] = [readReport(one), readReport(other)];
      const changes = changesBetween(before, after);
      const differences = changes.filter(({ reason }) => reason === null);
      process.stdout.write(
        json ? `${JSON.stringify(changes, null, 2)}\n` : textOf(before, after, changes),
      );
      process.exitCode = differences.length > 0 ? 1 : 0;
    });
}

/** What has another outcome, in the order of the ids; a promise one side never heard of too. */
export function changesBetween(before: Report, after: Report): readonly Change[] {
  const [old, now] = [before, after].map(
    ({ promises }) => new Map(promises.map((promise) => [promise.id, promise])),
  );
  const ids = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].sort();
  return ids.flatMap((promise) => {
    const [one, other] = [old?.get(promise), now?.get(promise)];
    if (one?.outcome === other?.outcome) return [];
    return {
      promise,
      before: one?.outcome ?? 'not judged',
      after: other?.outcome ?? 'not judged',
      reason: silenceOf(one) ?? silenceOf(other),
    };
  });
}

/** Why a side says nothing on a promise: to have nothing to say is no other verdict. */
function silenceOf(side: Report['promises'][number] | undefined): string | null {
  if (side?.outcome === 'not-applicable') return side.reason ?? 'not applicable there';
  const untried = side?.outcome === 'unknown' && !side.owed && side.trials === 0;
  return untried ? 'not put to the test there' : null;
}

function textOf(before: Report, after: Report, changes: readonly Change[]): string {
  const name = ({ run, subject }: Report) =>
    `${run.id} (${subject.provider}, Kubernetes ${subject.kubernetes})`;
  const differ = changes.filter(({ reason }) => reason === null).length;
  const lines = changes.map(({ promise, before: was, after: is, reason }) => {
    return `  ${promise}  ${was}, then ${is}${reason ? `: ${reason}` : ''}`;
  });
  const verdict = differ === 0 ? 'the same verdicts' : `${differ} promises differ`;
  return [`${name(before)} and ${name(after)}: ${verdict}`, ...lines, ''].join('\n');
}

function readReport(path: string): Report {
  const file = path.endsWith('.json') ? path : join(path, 'report.json');
  try {
    return reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new UsageError({
      what: `${file} is no report of a run`,
      tryThis: "a run's folder, such as reports/runs/<id>; steadfast report <id> builds its report",
      cause: error,
    });
  }
}
