import { messageOf } from '../../support/errors.ts';
import { openLedger } from './changes/ledger.ts';
import { installPackages } from './changes/packages.ts';
import { takeBack } from './changes/take-back.ts';
import type { Check, Finding, Remedy, Say } from './check.ts';
import { checks } from './checks/index.ts';
import { asRoot, type Host, hasApt, thisHost } from './host.ts';
import { type Survey, survey, type Wanted } from './survey.ts';

export interface ExamineOptions {
  readonly provider: Wanted;
  readonly host?: Host;
  /** Only what a run asks before it starts, and what takes a moment. */
  readonly quick?: boolean;
}

export interface FixOptions {
  readonly yes: boolean;
  readonly say: Say;
  readonly provider?: Wanted;
  readonly host?: Host;
}

/** What was not done, why, and what a person can type. */
export interface Left {
  readonly title: string;
  readonly says: string;
  readonly mend: readonly string[];
}

export interface FixReport {
  readonly done: readonly string[];
  readonly left: readonly Left[];
  /** The machine as it is now; empty after unfix. */
  readonly findings: readonly Finding[];
}

/** Looks at everything this provider needs; `auto` means kind, which it prefers. */
export async function examine(options: ExamineOptions): Promise<Finding[]> {
  const { provider, host = thisHost(), quick = false } = options;
  const round = survey(host, { provider, quick });
  const wanted = provider === 'auto' ? 'kind' : provider;
  const asked = checks.filter((check) => check.providers.includes(wanted));
  return lookAll(
    asked.filter((check) => !quick || check.quick),
    round,
  );
}

export const isReady = (findings: readonly Finding[]): boolean =>
  findings.every(({ state }) => state !== 'broken');

/** Mends what can be mended; says each change before it makes it, and writes it down. */
export async function fix(
  findings: readonly Finding[],
  { yes, say, provider = 'auto', host = thisHost() }: FixOptions,
): Promise<FixReport> {
  const asked = checks.filter(({ id }) => findings.some((finding) => finding.id === id));
  const ledger = openLedger(host.stateFolder);
  const done: string[] = [];
  const left: Left[] = [];

  const apply = async (title: string, remedy: Remedy) => {
    const command = asRoot(host, `npx steadfast doctor --fix${remedy.asks ? ' --yes' : ''}`);
    if (!host.root || (remedy.asks && !yes)) {
      return left.push({ title, says: remedy.says, mend: [command] });
    }
    say(remedy.says);
    try {
      await remedy.apply(ledger, say);
      return done.push(remedy.says);
    } catch (error) {
      return left.push({ title, says: messageOf(error), mend: [command] });
    }
  };

  const packages = findings.flatMap((finding) => finding.packages ?? []);
  if (packages.length > 0 && hasApt(host)) await apply('packages', installPackages(packages));
  for (const check of asked) {
    // Looked at afresh: an earlier remedy may have mended it, or made it possible to mend.
    const round = survey(host, { provider });
    const seen = await check.examine(round);
    if (seen.state !== 'broken') continue;
    const remedies = (await check.remedies?.(round)) ?? [];
    for (const remedy of remedies) await apply(check.title, remedy);
    if (remedies.length === 0 && (seen.packages ?? []).length === 0) {
      left.push({ title: check.title, says: seen.says, mend: seen.mend });
    }
  }
  return { done, left, findings: await lookAll(asked, survey(host, { provider })) };
}

/** Takes back what doctor did, the last first. What cannot be taken back stays written down. */
export async function unfix(options: {
  readonly say: Say;
  readonly host?: Host;
}): Promise<FixReport> {
  const { say, host = thisHost() } = options;
  const ledger = openLedger(host.stateFolder);
  const done: string[] = [];
  const left: Left[] = [];
  const mend = [asRoot(host, 'npx steadfast doctor --unfix')];
  for (const { id, change } of [...ledger.entries()].reverse()) {
    try {
      const { gone, says } = await takeBack(host, change, say);
      say(says);
      if (gone) ledger.forget(id);
      if (gone) done.push(says);
      else left.push({ title: change.kind, says, mend });
    } catch (error) {
      left.push({ title: change.kind, says: messageOf(error), mend });
    }
  }
  return { done, left, findings: [] };
}

async function lookAll(asked: readonly Check[], round: Survey): Promise<Finding[]> {
  return Promise.all(asked.map((check) => look(check, round)));
}

async function look(check: Check, round: Survey): Promise<Finding> {
  const { id, title, neededFor } = check;
  try {
    const seen = await check.examine(round);
    return { id, title, neededFor, ...seen, fix: await fixOf(check, seen, round) };
  } catch (error) {
    // A check that breaks is a finding about this machine as well, and no reason to lose the rest.
    const says = `could not be looked at: ${messageOf(error)}`;
    return { id, title, neededFor, state: 'warning', says, mend: [], fix: null };
  }
}

async function fixOf(check: Check, seen: Partial<Finding>, round: Survey): Promise<Finding['fix']> {
  if (seen.state !== 'broken') return null;
  if (seen.asks) return 'doctor --fix --yes';
  const remedies = (await check.remedies?.(round)) ?? [];
  if (remedies.some(({ asks }) => asks)) return 'doctor --fix --yes';
  return remedies.length > 0 || seen.packages ? 'doctor --fix' : 'by hand';
}
