import { randomBytes } from 'node:crypto';
import type { Report } from '../../reports/report.ts';
import type { RunFile } from '../../reports/run-file.ts';
import { writeReports } from '../../reports/write.ts';
import { connect } from '../cluster/api.ts';
import type { Choice } from '../cluster/choose.ts';
import type { Cluster } from '../model/cluster.ts';
import { messageOf } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';
import { refusalText, storyRefusal } from './blast-radius.ts';
import { addressOf } from './cluster-address.ts';
import type { FoundScenario } from './find-scenarios.ts';
import { type GivenNamespace, mustMakeNamespaces, takeNamespace } from './given-namespace.ts';
import { type Lots, lotsFor } from './lots.ts';
import { clearNamespace, deleteNamespace, namespacesGone, namespacesOf } from './namespace.ts';
import { faultText, type PlannedStory } from './plan.ts';
import { openRunRecord, type RunRecord, suiteIdentity } from './run-folder.ts';
import { type NewRunNote, openRunNotes } from './run-notes.ts';
import { runScenario, type ScenarioEnd } from './run-scenario.ts';
import { schedule, type Turn } from './schedule.ts';

export interface RunRequest {
  readonly cluster: Cluster;
  readonly choice: Choice;
  readonly seed: string;
  readonly scenarios: readonly FoundScenario[];
  readonly plan: readonly PlannedStory[];
  readonly jobs: number;
  readonly out: string | undefined;
  readonly options: RunFile['options'];
  readonly signal: AbortSignal;
  /** Keeps the namespaces of the run, to look at them. */
  readonly keep: boolean;
  readonly onProgress: (scenario: string, says: string) => void;
  readonly onEnd: (scenario: string, end: ScenarioEnd) => void;
}

export interface RunEnd {
  readonly folder: string;
  readonly report: Report;
}

export function newSeed(): string {
  return randomBytes(4).toString('hex');
}

/** Plays all stories of a plan on one cluster and answers with the report of what was proved. */
export async function runAll(request: RunRequest): Promise<RunEnd> {
  const startedAt = performance.now();
  const given = request.cluster.radius?.namespace ?? null;
  if (request.cluster.radius && !given) await mustMakeNamespaces(connect(request.cluster));
  const taken = given === null ? null : await takeNamespace(connect(request.cluster), given);
  const record = openRunRecord(request.out, await firstRecord(request));
  const leaving: Promise<void>[] = [];
  const lots = await lotsFor(request);
  const tasks = request.scenarios.map((found, index) => ({
    harm: lots.harmOf(found),
    takesApiAway: found.scenario.takesApiAway === true,
    deadlineMs: found.scenario.deadlineMs,
    work: (turn: Turn) =>
      oneStory({ request, record, found, index, startedAt, taken, leaving, lots, turn }),
  }));
  const notes = openRunNotes();
  // What --keep keeps is to stay, however the run ends: nothing is noted that heal would remove.
  const note = request.keep ? null : notes.open(noteOf(request, record, taken));
  // A namespace that was given is one for all stories, which therefore follow one another.
  await schedule(tasks, taken ? 1 : request.jobs);
  await Promise.all(leaving);
  // Where it was given it has been emptied after each story. What does not go stays noted.
  if (note && (taken || (await isCleanedUp(request, record)))) notes.close(note.id);
  record.change({
    status: request.signal.aborted ? 'interrupted' : 'finished',
    endedAt: new Date().toISOString(),
  });
  return { folder: record.folder, report: await writeReports(record.folder) };
}

interface StoryTask {
  readonly request: RunRequest;
  readonly record: RunRecord;
  readonly found: FoundScenario;
  readonly index: number;
  readonly startedAt: number;
  readonly taken: GivenNamespace | null;
  /** Namespaces on their way out: they go while the next story runs. */
  readonly leaving: Promise<void>[];
  readonly lots: Lots;
  readonly turn: Turn;
}

async function oneStory(task: StoryTask): Promise<void> {
  const { request, record, found, index, startedAt, taken, leaving, lots, turn } = task;
  const { id } = found;
  const story = request.plan[index];
  // A stuck fault makes the cluster unfit: the suite stops rather than blame the next story.
  if (!story || request.signal.aborted || record.file.stuck.length > 0) return;
  const refused = storyRefusal(request.cluster, found.scenario);
  if (refused) {
    const error = refusalText(refused);
    record.changeScenario(id, { error });
    request.onEnd(id, { state: 'error', error, stuck: null });
    return;
  }
  const since = () => Math.round(performance.now() - startedAt);
  record.changeScenario(id, { startedAt: since(), state: 'aborted' });
  const { radius } = request.cluster;
  const own = `steadfast-${record.file.id.toLowerCase()}-${index + 1}`;
  const namespace = radius?.namespace ?? own;
  const end = await runScenario({
    found,
    story,
    cluster: request.cluster,
    run: record.file.id,
    seed: request.seed,
    runFolder: record.folder,
    folder: folderOf(id),
    namespace,
    place: lots.lotOf(found),
    startedAt,
    signal: request.signal,
    alone: turn.alone,
    // In one given namespace nobody can prepare before it has been emptied.
    harmless: taken ? () => {} : turn.harmless,
    say: (says) => request.onProgress(id, says),
  });
  lots.ended(found);
  record.changeScenario(id, {
    endedAt: since(),
    state: end.state,
    error: end.state === 'done' ? null : end.error,
  });
  if (end.state !== 'done' && end.stuck) {
    const stuck = { id, fault: end.stuck, scenario: id, says: end.error };
    record.change({ stuck: [...record.file.stuck, stuck] });
  }
  request.onEnd(id, end);
  if (request.keep) return;
  if (taken) await emptied(taken, request);
  // That it went is checked at the end, when whatever went wrong here is asked for once more.
  else leaving.push(clearNamespace(connect(request.cluster), namespace).catch(() => {}));
}

/** What one story leaves behind is no ground for the next: then the run ends here. */
async function emptied(taken: GivenNamespace, request: RunRequest): Promise<void> {
  request.onProgress('clean-up', `emptying ${request.cluster.radius?.namespace}`);
  await taken.empty();
}

function noteOf(
  { cluster }: RunRequest,
  { folder, file }: RunRecord,
  taken: GivenNamespace | null,
): NewRunNote {
  const given = taken && { namespace: taken.namespace, before: taken.before };
  const { id: run, startedAt } = file;
  return { run, runFolder: folder, cluster: addressOf(cluster), startedAt, given };
}

async function isCleanedUp(request: RunRequest, record: RunRecord): Promise<boolean> {
  const api = connect(request.cluster);
  try {
    for (const name of await namespacesOf(api, record.file.id)) await deleteNamespace(api, name);
    await namespacesGone(api, record.file.id);
    return true;
  } catch (error) {
    request.onProgress('clean-up', `${messageOf(error)}\n  try        steadfast heal`);
    return false;
  }
}

async function firstRecord(request: RunRequest): Promise<RunFile> {
  const now = new Date();
  const stamp = now.toISOString().replace(/[-:]/g, '').replace(/\..*/, '');
  return {
    schema: 'steadfast/run/v1',
    // Shards begin in one second with one seed, and are runs of their own all the same.
    id: `${stamp}-${request.seed}-${randomBytes(2).toString('hex')}`,
    seed: request.seed,
    startedAt: now.toISOString(),
    endedAt: null,
    status: 'running',
    suite: await suiteIdentity(),
    provider: { choice: request.choice.provider.name, reason: request.choice.reason },
    subject: request.cluster.subject,
    limits: { ...LIMITS },
    options: request.options,
    plan: request.plan.map((story) => ({ ...story, faults: story.faults.map(faultText) })),
    scenarios: request.scenarios.map(({ id }) => ({
      id,
      folder: folderOf(id),
      startedAt: null,
      endedAt: null,
      state: 'not-run',
      error: null,
    })),
    stuck: [],
  };
}

function folderOf(id: string): string {
  return id.replaceAll('/', '.');
}
