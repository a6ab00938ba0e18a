import { commandsFor } from '../commands.ts';
import { printable } from '../printable.ts';
import type { Report } from '../report.ts';
import { lasted, runCases, scenarioCases, type TestCase } from './junit-cases.ts';

interface TestSuite {
  readonly name: string;
  readonly package: string;
  /** Milliseconds after the run's start. */
  readonly startedAt: number;
  readonly ms: number;
  readonly properties: readonly (readonly [string, string])[];
  readonly cases: readonly TestCase[];
  readonly output: string;
}

/**
 * JUnit's layout for CI systems: a suite per scenario, a case per promise that it set out to try,
 * and one for every other promise that it found broken. It is red when the exit code is, and only
 * then: what does not count towards the exit code is shown as skipped, with its reason.
 */
export function renderJunit(report: Report): string {
  const suites = suitesOf(report);
  const cases = suites.flatMap((suite) => suite.cases);
  const ms = suites.reduce((sum, suite) => sum + suite.ms, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="steadfast" ${tallyOf(cases)} time="${inSeconds(ms)}">`,
    ...suites.flatMap((suite, index) => suiteText(suite, index, report.run.startedAt)),
    '</testsuites>',
    '',
  ].join('\n');
}

function suitesOf(report: Report): readonly TestSuite[] {
  const properties = propertiesOf(report);
  const { says, exitCode } = report.verdict;
  const run: TestSuite = {
    ...{ name: 'the run', package: 'run', startedAt: 0, ms: 0, properties },
    cases: runCases(report),
    output: `${says} (exit code ${exitCode})`,
  };
  const scenarios = report.scenarios.map((scenario): TestSuite => {
    const { history, judge, rerun } = commandsFor(report, scenario.id, report.run.id);
    const own = [
      ['title', scenario.title],
      ['beatMs', `${scenario.beatMs}`],
    ] as const;
    return {
      name: scenario.id,
      package: scenario.suite,
      startedAt: scenario.startedAt ?? 0,
      ms: lasted(scenario),
      properties: [...own, ...properties],
      cases: scenarioCases(report, scenario),
      output: `history  ${history}\njudge    ${judge}\nrerun    ${rerun}`,
    };
  });
  return [run, ...scenarios];
}

function propertiesOf({ subject, provider, run, suite }: Report) {
  return [
    ['seed', run.seed],
    ['run', run.id],
    ['provider', `${provider.choice}: ${provider.reason}`],
    ['kubernetes', subject.kubernetes],
    ['timers', subject.timers.name],
    ['steadfast', suite.version],
  ] as const;
}

function suiteText(suite: TestSuite, index: number, runStartedAt: string): readonly string[] {
  const started = new Date(Date.parse(runStartedAt) + suite.startedAt);
  const attributes = [
    `name="${escaped(suite.name)}" id="${index}" package="${escaped(suite.package)}"`,
    // The layout asks for a host; which one it was is no part of what was found.
    `timestamp="${started.toISOString().slice(0, 19)}" hostname="localhost"`,
    `${tallyOf(suite.cases)} time="${inSeconds(suite.ms)}"`,
  ];
  return [
    `  <testsuite ${attributes.join(' ')}>`,
    '    <properties>',
    ...suite.properties.map(
      ([name, value]) => `      <property name="${name}" value="${escaped(value)}"/>`,
    ),
    '    </properties>',
    ...suite.cases.flatMap((one) => caseText(suite.name, one)),
    `    <system-out>${escaped(suite.output)}</system-out>`,
    '    <system-err></system-err>',
    '  </testsuite>',
  ];
}

function caseText(suite: string, one: TestCase): readonly string[] {
  const named = `classname="${escaped(suite)}" name="${escaped(one.name)}"`;
  const open = `    <testcase ${named} time="${inSeconds(one.ms)}"`;
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

function tallyOf(cases: readonly TestCase[]): string {
  const count = (end: TestCase['end']) => cases.filter((one) => one.end === end).length;
  const [failures, errors, skipped] = [count('failure'), count('error'), count('skipped')];
  return `tests="${cases.length}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
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
