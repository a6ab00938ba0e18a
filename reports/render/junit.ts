import { commandsFor } from '../commands.ts';
import { printable } from '../printable.ts';
import type { PromiseRow, Report, ReportedFinding, ReportedScenario } from '../report.ts';
import { moment, times } from '../words.ts';

type Cell = Report['matrix'][number]['cells'][number];

interface TestCase {
  readonly name: string;
  readonly seconds: number;
  readonly end: 'passed' | 'failure' | 'error' | 'skipped';
  readonly type: string;
  readonly message: string;
  readonly body: readonly string[];
}

/**
 * JUnit's layout for CI systems: a suite per scenario, a case per promise that it set out to try,
 * and one for every other promise that it found broken. It is red when the exit code is, and only
 * then: what does not count towards the exit code is shown as skipped, with its reason.
 */
export function renderJunit(report: Report): string {
  const suites = report.scenarios.map((scenario) => ({
    scenario,
    cases: casesOf(report, scenario),
  }));
  const all = suites.flatMap(({ cases }) => cases);
  const seconds = inSeconds(suites.reduce((sum, { scenario }) => sum + lasted(scenario), 0));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="steadfast" ${tallyOf(all)} time="${seconds}">`,
    ...suites.flatMap(({ scenario, cases }, index) => suite(report, scenario, cases, index)),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(
  report: Report,
  scenario: ReportedScenario,
  cases: readonly TestCase[],
  index: number,
): readonly string[] {
  const started = Date.parse(report.run.startedAt) + (scenario.startedAt ?? 0);
  const attributes = [
    `name="${escaped(scenario.id)}" id="${index}" package="${escaped(scenario.suite)}"`,
    // Runs on different machines are told apart by their run; the layout asks for a host all the same.
    `timestamp="${new Date(started).toISOString().replace(/\.\d+Z$/, '')}" hostname="localhost"`,
    `${tallyOf(cases)} time="${inSeconds(lasted(scenario))}"`,
  ];
  return [
    `  <testsuite ${attributes.join(' ')}>`,
    '    <properties>',
    ...propertiesOf(report, scenario).map(
      ([name, value]) => `      <property name="${name}" value="${escaped(value)}"/>`,
    ),
    '    </properties>',
    ...cases.flatMap((one) => testCase(scenario, one)),
    `    <system-out>${escaped(commandsText(report, scenario))}</system-out>`,
    '    <system-err></system-err>',
    '  </testsuite>',
  ];
}

function propertiesOf(report: Report, { beatMs, title }: ReportedScenario) {
  const { subject, provider, run, suite } = report;
  return [
    ['title', title],
    ['seed', run.seed],
    ['run', run.id],
    ['provider', `${provider.choice}: ${provider.reason}`],
    ['kubernetes', subject.kubernetes],
    ['timers', subject.timers.name],
    ['beatMs', `${beatMs}`],
    ['steadfast', suite.version],
  ] as const;
}

/** What came of the story itself comes first: it carries the time, and the error if it broke. */
function casesOf(report: Report, scenario: ReportedScenario): readonly TestCase[] {
  const cells = report.matrix.flatMap(({ promise, cells }) => {
    const row = report.promises.find(({ id }) => id === promise);
    const cell = cells.find((candidate) => candidate.scenario === scenario.id);
    const isTold =
      cell &&
      (cell.outcome === 'violated' || cell.outcome === 'error' || isTried(scenario, promise));
    return row && cell && isTold ? [promiseCase(report, row, cell)] : [];
  });
  return [storyCase(scenario), ...cells];
}

function isTried({ tries }: ReportedScenario, promise: string): boolean {
  return tries.includes(promise);
}

function storyCase(scenario: ReportedScenario): TestCase {
  const { state, error } = scenario;
  const base = { name: 'plays to its end', seconds: lasted(scenario) / 1000, type: state };
  if (state === 'done') return { ...base, end: 'passed', message: '', body: [] };
  const says = error ?? (state === 'not-run' ? 'the scenario was not run' : 'it was interrupted');
  const [message = ''] = says.split('\n');
  const end = state === 'not-run' ? 'skipped' : 'error';
  return { ...base, end, message, body: [says] };
}

function promiseCase(report: Report, row: PromiseRow, cell: Cell): TestCase {
  const findings = report.findings.filter(
    ({ promise, scenario, kind }) =>
      promise === row.id && scenario === cell.scenario && kind !== 'excused',
  );
  const said = findings.map(({ says }) => says);
  const nothing = cell.reason ?? 'nothing in this scenario put it to the test';
  const message = `${cell.outcome}, ${times(cell.trials)}: ${said[0] ?? nothing}`;
  const body = [row.source, ...findings.flatMap(findingText)];
  const base = { name: `${row.id} ${row.statement}`, seconds: 0, type: cell.outcome, body };
  if (cell.outcome === 'held') return { ...base, end: 'passed', message: '' };
  if (cell.outcome === 'not-applicable') return { ...base, end: 'skipped', message: nothing };
  if (!row.gates) {
    const word =
      row.level === 'INFORMATIONAL' && cell.outcome === 'violated' ? 'changed' : cell.outcome;
    const why = `${row.level} does not count towards the exit code`;
    return { ...base, end: 'skipped', message: `${word}, ${why}: ${said[0] ?? nothing}` };
  }
  return { ...base, end: cell.outcome === 'error' ? 'error' : 'failure', message };
}

function findingText({ says, evidence }: ReportedFinding): readonly string[] {
  return [
    says,
    ...evidence.lines.map(
      ({ seq, at, clock, text }) => `  #${seq}  ${moment(at)}  ${clock}  ${text}`,
    ),
  ];
}

function testCase({ id }: ReportedScenario, one: TestCase): readonly string[] {
  const named = `classname="${escaped(id)}" name="${escaped(one.name)}"`;
  const open = `    <testcase ${named} time="${inSeconds(one.seconds * 1000)}"`;
  if (one.end === 'passed') return [`${open}/>`];
  const message = `message="${escaped(one.message)}"`;
  if (one.end === 'skipped') return [`${open}>`, `      <skipped ${message}/>`, '    </testcase>'];
  const body = escaped(one.body.join('\n'));
  return [
    `${open}>`,
    `      <${one.end} type="${one.type}" ${message}>${body}</${one.end}>`,
    '    </testcase>',
  ];
}

function commandsText(report: Report, { id }: ReportedScenario): string {
  const { history, judge, rerun } = commandsFor(report, id, report.run.id);
  return `history  ${history}\njudge    ${judge}\nrerun    ${rerun}`;
}

function tallyOf(cases: readonly TestCase[]): string {
  const count = (end: TestCase['end']) => cases.filter((one) => one.end === end).length;
  const [failures, errors, skipped] = [count('failure'), count('error'), count('skipped')];
  return `tests="${cases.length}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
}

function lasted({ startedAt, endedAt }: ReportedScenario): number {
  return startedAt === null || endedAt === null ? 0 : Math.max(0, endedAt - startedAt);
}

function inSeconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** XML has no way at all to write most control characters, so they are spelled out beforehand. */
function escaped(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
