import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { scenarioFolders } from '../judge/judge-folder.ts';
import { type Margin, marginsOf } from '../judge/margins.ts';
import { readHistory } from '../judge/read-history.ts';
import { messageOf, UsageError } from '../support/errors.ts';

const USAGE = 'npm run bench -- margins RUN [RUN...]';

/** Shares of every tolerance that are tried: what alarms at four fifths is next to alarm. */
const SHARES = [0.8, 0.65, 0.5, 0.35];

/** Judges stored runs with smaller tolerances, and prints which verdicts would not stand. */
export async function marginsBench(args: readonly string[]): Promise<number> {
  const runs = runsOf(args);
  let histories = 0;
  let narrow = 0;
  for (const run of runs) {
    for (const folder of scenarioFolders(run)) {
      const { history } = readHistory(join(folder, 'history.jsonl'));
      const margins = marginsOf(history, SHARES);
      process.stdout.write(marginsText(relative(run, folder) || folder, margins));
      histories += 1;
      narrow += margins.length;
    }
  }
  const room = `${narrow} of their verdicts need more than ${Math.min(...SHARES)} of a tolerance`;
  process.stdout.write(`${histories} histories judged, ${room}\n`);
  return 0;
}

export function marginsText(story: string, margins: readonly Margin[]): string {
  return margins
    .map(({ promise, share, tolerance, says }) => {
      const by = tolerance ?? 'several together';
      return `${promise}  at ${share.toFixed(2)} of ${by.padEnd(18)} ${story}: ${says}\n`;
    })
    .join('');
}

function runsOf(args: readonly string[]): readonly string[] {
  try {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
    if (positionals.length > 0) return positionals;
    throw new Error('no run was named');
  } catch (error) {
    throw new UsageError({ what: messageOf(error), tryThis: USAGE });
  }
}
