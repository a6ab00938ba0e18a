import { commandsFor } from '../commands.ts';
import { printable } from '../printable.ts';
import type { Report, ReportedFinding, Standing } from '../report.ts';
import { promiseCounts, subjectRows } from '../subject-words.ts';
import {
  ENDS,
  entryNumbers,
  excusedOf,
  firstWords,
  type Trouble,
  troublesOf,
  type Unfinished,
  unfinishedOf,
} from '../troubles.ts';
import { duration, moment, plural, times } from '../words.ts';
import { lastLines } from './last-lines.ts';
import { type Paint, paint, titled } from './paint.ts';
import { clientSections } from './terminal-clients.ts';
import { clip, field, shellLines, wrap } from './text.ts';

export interface TerminalOptions {
  readonly color?: boolean;
  readonly width?: number;
  /** The run's folder as the reader would type it. */
  readonly folder?: string;
}

interface Page {
  readonly report: Report;
  readonly paint: Paint;
  readonly width: number;
  readonly folder: string;
}

/** The summary a run ends with: the verdict first, then what it rests on, then what to do. */
export function renderTerminal(report: Report, options: TerminalOptions = {}): string {
  const { color = false, width = 100, folder = report.run.id } = options;
  const page = { report, paint: paint(color), width: clamp(width), folder: printable(folder) };
  const troubles = troublesOf(report);
  const sections = [
    verdict(page),
    subject(page),
    table(page),
    ...report.stuck.map((stuck) => stuckSection(page, stuck)),
    ...troubles.filter(isViolation).map((trouble) => troubleSection(page, trouble)),
    ...unfinishedOf(report).map((unfinished) => unfinishedSection(page, unfinished)),
    ...troubles.filter((one) => !isViolation(one)).map((one) => troubleSection(page, one)),
    excused(page),
    recoveries(page, report.recoveries, RECOVERED),
    recoveries(page, report.served, SERVED),
    ...clientSections(page),
    places(page),
    lastLines(report, page.width),
  ];
  const lines = sections.filter((section) => section.length > 0).map((lines) => lines.join('\n'));
  return `${lines.join('\n\n')}\n`;
}

/** Wider lines are hard to read, and in narrower ones the columns have no room. */
function clamp(width: number): number {
  return Math.max(60, Math.min(width, 120));
}

function verdict({ report, paint, width }: Page): readonly string[] {
  const { outcome, exitCode, says } = report.verdict;
  const word = outcome.replaceAll('-', ' ').toUpperCase();
  const [first = '', ...rest] = wrap(`${word} (exit code ${exitCode}): ${says}`, width);
  const standing = outcome === 'fault-left-behind' ? 'error' : outcome;
  const head = paint.strong(paint.as(standing, word));
  return [`${head}${first.slice(word.length)}`, ...rest.map((line) => `  ${line}`)];
}

function subject({ report, width }: Page): readonly string[] {
  return subjectRows(report).flatMap(([name, says]) => field(name, says, { name: 11, width }));
}

const HEADINGS: Readonly<Record<Standing, string>> = {
  violated: 'violated',
  error: 'error: the suite or the host broke before a verdict',
  unknown: 'unknown: set out to be tried, and not proved either way',
  changed: 'changed: not promised, and not what it used to be',
  held: 'held',
  untried: 'unknown: nothing in this run put these to the test',
  'not-applicable': 'not applicable',
};

function table(page: Page): readonly string[] {
  const { report, paint, width } = page;
  const lines = [...titled(page, 'PROMISES', promiseCounts(report))];
  for (const standing of Object.keys(HEADINGS) as Standing[]) {
    const rows = report.promises.filter((row) => row.standing === standing);
    if (rows.length === 0) continue;
    lines.push('', paint.as(standing, HEADINGS[standing]));
    if (standing === 'untried') {
      lines.push(...wrap(rows.map(({ id }) => id).join(' '), width - 2).map((line) => `  ${line}`));
      continue;
    }
    const columns = {
      level: Math.max(...rows.map(({ level }) => level.length)),
      trials: Math.max(...rows.map(({ trials }) => times(trials).length)),
    };
    for (const { id, level, trials, statement, reason } of rows) {
      const tried =
        standing === 'not-applicable' ? '' : `${times(trials).padEnd(columns.trials)}  `;
      const text = standing === 'not-applicable' ? (reason ?? statement) : statement;
      lines.push(clip(`  ${id}  ${level.padEnd(columns.level)}  ${tried}${text}`, width));
    }
  }
  return lines;
}

function isViolation({ row }: Trouble): boolean {
  return row.standing === 'violated';
}

/** Nothing is as urgent: whoever uses this cluster next meets the fault, and not by its name. */
function stuckSection(
  { paint, width }: Page,
  { fault, scenario, says }: Report['stuck'][number],
): readonly string[] {
  const put = (name: string, text: string) => field(name, text, { indent: 2, width });
  return [
    `${paint.strong(paint.as('error', 'LEFT BEHIND'))}  ${paint.strong(fault)}`,
    ...(scenario ? put('scenario', scenario) : []),
    ...put('last seen', says),
    ...put('undo', 'steadfast heal'),
  ];
}

/** A scenario that did not come to its end, and the promises that it leaves without a verdict. */
function unfinishedSection(page: Page, { scenario, owed }: Unfinished): readonly string[] {
  const { paint, width } = page;
  const { id, state, error } = scenario;
  const told = state === 'aborted' && error === 'interrupted' ? '' : (error ?? '');
  const says = told.split('\n').flatMap((line) => {
    const indent = 2 + (line.length - line.trimStart().length);
    return wrap(line.trim(), width - indent).map((part) => `${' '.repeat(indent)}${part}`);
  });
  return [
    `${paint.strong(paint.as('error', ENDS[state].toUpperCase()))}  ${paint.strong(id)}`,
    ...says.filter((line) => line.trim() !== ''),
    ...(owed.length > 0 ? field('owed', owed.join(' '), { indent: 2, width }) : []),
    ...commandLines(page, id, null),
  ];
}

function troubleSection(page: Page, trouble: Trouble): readonly string[] {
  const { paint, width } = page;
  const { row, scenario, findings, more } = trouble;
  const word = row.standing.toUpperCase();
  const first = findings[0]?.evidence.lines[0]?.seq ?? null;
  const put = (name: string, text: string) => field(name, text, { indent: 2, width });
  return [
    `${paint.strong(paint.as(row.standing, word))}  ${paint.strong(row.id)}  ${row.level}`,
    ...put('scenario', scenario),
    ...put('promise', row.statement),
    ...put('source', row.source),
    ...(row.gates ? [] : put('counts', `no: ${row.level} does not change the exit code`)),
    ...(findings.length === 0 ? put('finding', firstWords(trouble)) : []),
    ...findings.flatMap((finding) => [...put('finding', finding.says), ...evidence(page, finding)]),
    ...(more > 0 ? put('', `and ${plural(more, 'more finding')}: verdicts.json has them all`) : []),
    ...commandLines(page, scenario, first),
  ];
}

/** Commands stay whole when they are copied, however narrow the page is. */
function commandLines(page: Page, scenario: string, first: number | null): readonly string[] {
  const { report, width, folder } = page;
  const { history, judge, rerun } = commandsFor(report, scenario, folder);
  const place = first === null ? '' : ` (entry ${first} is line ${first + 1})`;
  const [start = '', ...rest] = shellLines(rerun, width - 12);
  const wasRun = report.scenarios.some(({ id, state }) => id === scenario && state !== 'not-run');
  return [
    ...(wasRun ? [`  history   ${history}${place}`, `  judge     ${judge}`] : []),
    `  rerun     ${start}`,
    ...rest.map((line) => `            ${line}`),
  ];
}

/** The entries as a table, so that the eye can run down the column of times. */
function evidence({ paint, width }: Page, { evidence }: ReportedFinding): readonly string[] {
  const { lines, total } = evidence;
  const rows = lines.map(
    ({ seq, at, clock, text }) => [`#${seq}`, moment(at), clock, text] as const,
  );
  const widest = (column: 0 | 1 | 2) => Math.max(...rows.map((row) => row[column].length));
  const shown = rows.flatMap(([seq, at, clock, text]) => {
    const who = `${at.padStart(widest(1))}  ${clock.padEnd(widest(2))}`;
    const left = `${seq.padStart(widest(0))}  ${who}`;
    return field(`${left}  `, text, { indent: 4, name: left.length + 2, width });
  });
  const left = total - lines.length;
  return [...shown, ...(left > 0 ? [`    and ${left} more, the last of them above`] : [])].map(
    paint.faint,
  );
}

function excused(page: Page): readonly string[] {
  const { report, width } = page;
  const notes = excusedOf(report);
  if (notes.length === 0) return [];
  const title = 'what an escape hatch explains, no violation and no trial';
  return [
    ...titled(page, 'EXCUSED', title),
    ...notes.flatMap((note) => {
      const says = `${note.scenario}: ${note.says} (${entryNumbers(note)})`;
      return field(note.promise, says, { indent: 2, name: 12, width });
    }),
  ];
}

const RECOVERED = {
  title: 'RECOVERY',
  says: 'from the end of a fault until the set was next seen converged',
};
const SERVED = {
  title: 'SERVICE',
  says: 'the longest that clients waited to be told that a write is done',
};

function recoveries(
  page: Page,
  found: Report['recoveries'],
  { title, says }: typeof RECOVERED,
): readonly string[] {
  if (found.length === 0) return [];
  const rows = found.map(({ scenario, after, from, to }) => {
    const took = to === null ? 'not seen' : duration(to - from);
    return clip(`  ${took.padStart(10)}  after ${after}, in ${scenario}`, page.width);
  });
  return [...titled(page, title, says), ...rows];
}

function places({ folder }: Page): readonly string[] {
  return [
    `report     ${folder}/report.md, junit.xml and report.json`,
    `evidence   ${folder}/<scenario>/history.jsonl and verdicts.json`,
  ];
}
