import { commandsFor } from '../commands.ts';
import type { Report, ReportedFinding, Standing } from '../report.ts';
import { promiseCounts, subjectRows } from '../subject-words.ts';
import {
  entryNumbers,
  excusedOf,
  type Trouble,
  troublesOf,
  type Unfinished,
  unfinishedOf,
} from '../troubles.ts';
import { duration, moment, plural, times } from '../words.ts';
import { clientSections } from './markdown-clients.ts';
import { cell, fenced, plain, table } from './markdown-text.ts';

/** A page for a CI job's summary or a release: it stands alone, without the run's folder. */
export function renderMarkdown(report: Report): string {
  const sections = [
    head(report),
    [
      '## Subject',
      '',
      ...table(
        ['', ''],
        subjectRows(report).map(([name, says]) => [name, cell(says)]),
      ),
    ],
    ...report.stuck.map(stuckSection),
    promises(report),
    troublesOf(report).length > 0 ? ['## Findings'] : [],
    ...troublesOf(report).map((trouble) => troubleSection(report, trouble)),
    ...unfinishedOf(report).map((unfinished) => unfinishedSection(report, unfinished)),
    excused(report),
    scenarios(report),
    recoveries(report.recoveries, RECOVERED),
    recoveries(report.served, SERVED),
    ...clientSections(report),
    LEGEND,
  ];
  const full = sections.filter((section) => section.length > 0);
  return `${full.map((section) => section.join('\n')).join('\n\n')}\n`;
}

function head({ verdict }: Report): readonly string[] {
  const word = verdict.outcome.replaceAll('-', ' ');
  return [
    `# StatefulSet conformance: ${word}`,
    '',
    `**${word.toUpperCase()}** (exit code ${verdict.exitCode}): ${plain(verdict.says)}`,
  ];
}

const WORDS: Readonly<Record<Standing, string>> = {
  violated: '**violated**',
  error: '**error**',
  unknown: '**unknown**',
  changed: '**changed**',
  held: 'held',
  untried: 'unknown',
  'not-applicable': 'not applicable',
};

function promises(report: Report): readonly string[] {
  const order = Object.keys(WORDS) as Standing[];
  const shown = order.flatMap((standing) =>
    report.promises.filter((row) => row.standing === standing && standing !== 'untried'),
  );
  const untried = report.promises.filter(({ standing }) => standing === 'untried');
  return [
    '## Promises',
    '',
    `${promiseCounts(report)}.`,
    '',
    ...table(
      ['outcome', 'promise', 'level', 'tried', 'statement'],
      shown.map(({ standing, id, level, trials, statement, reason }) => [
        WORDS[standing],
        id,
        level,
        standing === 'not-applicable' ? '' : times(trials).replace(/^tried /, ''),
        `${cell(statement)}${standing === 'not-applicable' ? `<br>${cell(reason ?? '')}` : ''}`,
      ]),
    ),
    ...(untried.length > 0
      ? ['', `Unknown, because nothing in this run put them to the test: ${names(untried)}.`]
      : []),
  ];
}

function names(rows: readonly { readonly id: string }[]): string {
  return rows.map(({ id }) => id).join(', ');
}

function troubleSection(report: Report, trouble: Trouble): readonly string[] {
  const { row, scenario, findings, more, reason } = trouble;
  const silent = reason ?? 'nothing in this scenario put it to the test';
  const aside = row.gates ? '' : `, ${row.level}: it does not change the exit code`;
  return [
    `### ${row.standing}: ${row.id} in ${plain(scenario)}`,
    '',
    `> ${plain(row.statement)} ([source](${row.source}))${aside}`,
    ...(findings.length === 0 ? ['', plain(silent)] : []),
    ...findings.flatMap((finding) => ['', plain(finding.says), ...evidence(finding)]),
    ...(more > 0 ? ['', `And ${plural(more, 'more finding')}: verdicts.json has them all.`] : []),
    '',
    ...commands(report, scenario),
  ];
}

function stuckSection({ fault, scenario, says }: Report['stuck'][number]): readonly string[] {
  const where = scenario ? ` of ${plain(scenario)}` : '';
  return [
    '## A fault was left behind',
    '',
    `${plain(fault)}${where} could not be undone: ${plain(says)}`,
    '',
    ...fenced(['steadfast heal']),
  ];
}

function unfinishedSection(report: Report, { scenario, owed }: Unfinished): readonly string[] {
  const { id, state, error } = scenario;
  const words = { error: 'broke', aborted: 'interrupted', 'not-run': 'not run', done: '' }[state];
  return [
    `### ${words}: ${plain(id)}`,
    ...(error ? ['', ...fenced(error.split('\n'))] : []),
    ...(owed.length > 0 ? ['', `Owed and without a verdict: ${owed.join(', ')}.`] : []),
    '',
    ...commands(report, id),
  ];
}

function commands(report: Report, scenario: string): readonly string[] {
  const { history, judge, rerun } = commandsFor(report, scenario, report.run.id);
  return fenced([`# evidence: ${history}`, judge, rerun]);
}

function evidence({ evidence: { lines, total } }: ReportedFinding): readonly string[] {
  if (lines.length === 0) return [];
  const rows = lines.map(({ seq, at, clock, text }) => [
    `${seq}`,
    moment(at),
    cell(clock),
    cell(text),
  ]);
  const left = total - lines.length;
  return [
    '',
    ...table(['entry', 'at', 'clock', 'what was seen'], rows),
    ...(left > 0 ? ['', `And ${left} more entries, the last of them above.`] : []),
  ];
}

function excused(report: Report): readonly string[] {
  const notes = excusedOf(report);
  if (notes.length === 0) return [];
  return [
    '## Excused',
    '',
    'What an escape hatch explains is measured; it is no violation and no trial.',
    '',
    ...table(
      ['promise', 'scenario', 'what was seen'],
      notes.map((note) => [
        note.promise,
        cell(note.scenario),
        cell(`${note.says} (${entryNumbers(note)})`),
      ]),
    ),
  ];
}

function scenarios(report: Report): readonly string[] {
  if (report.scenarios.length === 0) return [];
  return [
    '## Scenarios',
    '',
    ...table(
      ['scenario', 'story', 'end', 'took', 'tries'],
      report.scenarios.map(({ id, title, state, startedAt, endedAt, tries }) => {
        const took = startedAt === null || endedAt === null ? '' : duration(endedAt - startedAt);
        return [cell(id), cell(title), state, took, tries.join(', ')];
      }),
    ),
  ];
}

const RECOVERED = {
  title: '## Recovery',
  says: 'From the end of a fault until the set was next seen to be what its spec says.',
};
const SERVED = {
  title: '## Service',
  says: 'The longest that clients waited to be told that a write is done, from each fault on.',
};

function recoveries(
  found: Report['recoveries'],
  { title, says }: typeof RECOVERED,
): readonly string[] {
  if (found.length === 0) return [];
  const rows = found.map(({ scenario, after, from, to }) => {
    return [cell(scenario), cell(after), to === null ? 'not seen' : duration(to - from)];
  });
  return [title, '', says, '', ...table(['scenario', 'after', 'took'], rows)];
}

const LEGEND = [
  '## How to read this',
  '',
  '- **held**: put to the test, and true every time. The number of times matters.',
  '- **violated**: the evidence shows the contrary, and the entries listed prove it.',
  '- **unknown**: not proved, because nothing tried it or a witness could not see. Never a pass.',
  '- **changed**: no promise, but a known behaviour that is no longer what it was.',
  '- **not applicable**: this subject cannot be held to it, for the reason given.',
  '- **error**: the suite or the host broke, which says nothing about Kubernetes.',
  '- **excused**: an operator overrode the promise in a way that Kubernetes documents.',
];
