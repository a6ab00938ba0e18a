import type { Finding } from './check.ts';
import { type FixReport, isReady } from './doctor.ts';

const LABEL = { ok: 'ok', warning: 'warning', broken: 'broken', 'not-needed': 'not needed' };
const INDENT = ' '.repeat(12);

/** What doctor found, for people: one line for what is fine, and the way out for what is not. */
export function renderText(findings: readonly Finding[]): string {
  const width = Math.max(0, ...findings.map(({ title }) => title.length));
  const lines = findings.flatMap((finding) => [
    `${LABEL[finding.state].padEnd(11)} ${finding.title.padEnd(width)}  ${finding.says}`,
    ...(finding.state === 'broken' || finding.state === 'warning' ? reason(finding) : []),
  ]);
  return [...lines, '', ...summary(findings), ''].join('\n');
}

/** The same, for programs. */
export function renderJson(findings: readonly Finding[], report?: FixReport): string {
  const document = {
    apiVersion: 'steadfast/v1',
    kind: 'DoctorReport',
    ready: isReady(findings),
    findings,
    ...(report ? { done: report.done, left: report.left } : {}),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** What a fix or its taking back did, and what it left. */
export function renderReport({ done, left }: FixReport): string {
  const lines = [
    ...(done.length + left.length === 0 ? ['nothing to do'] : []),
    ...done.map((says) => `done        ${says}`),
    ...left.flatMap(({ title, says, mend }) => [
      `left        ${title}: ${says.replaceAll('\n', `\n${INDENT}`)}`,
      ...mend.map((command) => `${INDENT}try  ${command}`),
    ]),
  ];
  return [...lines, ''].join('\n');
}

function reason({ neededFor, mend }: Finding): string[] {
  return [`${INDENT}why  ${neededFor}`, ...mend.map((command) => `${INDENT}try  ${command}`)];
}

function summary(findings: readonly Finding[]): string[] {
  const broken = findings.filter(({ state }) => state === 'broken');
  if (broken.length === 0) return ['Everything that is needed is there.'];
  const mended = broken.filter(({ fix }) => fix !== 'by hand');
  const yes = mended.some(({ fix }) => fix === 'doctor --fix --yes') ? ' --yes' : '';
  const lines = [`${broken.length} of ${findings.length} need a hand.`];
  if (mended.length > 0) {
    const which = mended.map(({ title }) => title).join(', ');
    lines.push(`steadfast doctor --fix${yes} mends: ${which}`);
  }
  return lines;
}
