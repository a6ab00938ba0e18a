import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from '../cluster/api.ts';
import { writeVerdictsAside } from '../judge/judge-aside.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Deployment } from '../model/workload.ts';
import { HarnessError, LimitReached, messageOf, StuckFault } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';
import { dnsPropagation } from '../witness/dns-propagation.ts';
import { openWords } from '../witness/members-words.ts';
import { type Notebook, openNotebook } from '../witness/notebook.ts';
import { startWitnesses, type Witnesses } from '../witness/witnesses.ts';
import type { FoundScenario } from './find-scenarios.ts';
import { imageFor } from './image-for.ts';
import { liveView } from './live-view.ts';
import type { Place } from './lots.ts';
import { createNamespace } from './namespace.ts';
import type { PlannedStory } from './plan.ts';
import type { Stage } from './stage.ts';
import { subjectStep } from './subject-step.ts';
import { worldOn } from './world.ts';

export interface ScenarioTask {
  readonly found: FoundScenario;
  readonly story: PlannedStory;
  readonly cluster: Cluster;
  readonly run: string;
  readonly seed: string;
  readonly runFolder: string;
  readonly folder: string;
  readonly namespace: string;
  /** Where its pods may run; null: anywhere. */
  readonly place: Place | null;
  readonly startedAt: number;
  readonly signal: AbortSignal;
  /** Waits until no other story is on the cluster; at once where this one is no harm to others. */
  readonly alone: () => Promise<void>;
  /** Told when the story is over and only its evidence is still to be collected. */
  readonly harmless: () => void;
  readonly say: (line: string) => void;
}

export type ScenarioEnd =
  | { readonly state: 'done' }
  | { readonly state: 'error' | 'aborted'; readonly error: string; readonly stuck: string | null };

/**
 * Plays one story and judges its history. It never throws: a story that broke still leaves a
 * history behind, and a history is always judged as far as it goes.
 */
export async function runScenario(task: ScenarioTask): Promise<ScenarioEnd> {
  const folder = join(task.runFolder, task.folder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const notebook = openNotebook(join(folder, 'history.jsonl'), task.startedAt);
  const deadline = AbortSignal.timeout(task.found.scenario.deadlineMs);
  const signal = AbortSignal.any([task.signal, deadline]);
  let end: ScenarioEnd = { state: 'done' };
  try {
    await play(task, notebook, signal);
  } catch (error) {
    end = endOf(task, error, deadline);
    note(notebook, 'broken', end.state === 'done' ? '' : end.error);
  } finally {
    notebook.close();
  }
  await writeVerdictsAside(folder);
  return end;
}

async function play(task: ScenarioTask, notebook: Notebook, signal: AbortSignal): Promise<void> {
  const { cluster, namespace, place, story, found, say } = task;
  const ownNodes = place?.cluster ?? cluster;
  const { workload } = found.scenario;
  const api = connect(cluster);
  const dnsPropagationMs = await dnsPropagation(api);
  notebook.record(subjectStep({ cluster, namespace, workload, story, dnsPropagationMs }));
  phase(notebook, 'assume');
  say('preparing a namespace');
  if (!cluster.radius?.namespace)
    await createNamespace(api, { name: namespace, run: task.run, lot: place?.lot });
  say('starting the witnesses');
  const words = openWords(join(task.runFolder, task.folder, 'members.log'), notebook, workload);
  const witnesses = await startWitnesses({
    ...{ cluster: ownNodes, notebook, namespace, workload, words },
    signal: task.signal,
  });
  try {
    const view = liveView(notebook, workload.set);
    const stage: Stage = { ...task, api, notebook, view, workload, signal, dnsPropagationMs };
    const image = await imageFor(ownNodes, workload, say);
    const world = worldOn(stage, deploymentFor(task, image));
    let troubled = false;
    await found.scenario.run({
      ...world,
      start: async () => {
        await world.start();
        // What comes before this line is assumption, and no fault may touch it.
        if (!troubled) phase(notebook, 'trouble');
        troubled = true;
      },
    });
    task.harmless();
    phase(notebook, 'settle');
    if (view.set()) await world.settle();
    phase(notebook, 'done');
  } finally {
    say('collecting the evidence');
    await collect(witnesses, notebook);
    words?.close();
  }
}

function deploymentFor(task: ScenarioTask, image: string): Deployment {
  const { cluster, found, namespace, run } = task;
  const { workload } = found.scenario;
  const { perNode, shared } = cluster.storage;
  const storageClass = workload.storage === 'shared' ? shared : perNode;
  if (!storageClass) {
    throw new HarnessError({ what: `the cluster has no ${workload.storage} storage class` });
  }
  const tolerationSeconds = cluster.subject.timers.facts.tolerationSeconds ?? null;
  return { namespace, run, image, storageClass, tolerationSeconds };
}

/** The last look at the evidence happens whatever the story did, and within a limit of its own. */
async function collect(witnesses: Witnesses, notebook: Notebook): Promise<void> {
  try {
    await withinLimit(witnesses.harvest(), LIMITS.harvestMs);
    await withinLimit(witnesses.measureClocks(), LIMITS.harvestMs);
  } catch (error) {
    note(notebook, 'harvest', `the last harvest failed: ${messageOf(error)}`);
    notebook.record({
      kind: 'gap',
      by: 'runner',
      of: 'beat',
      where: '*',
      from: 0,
      to: notebook.now(),
      afterRv: null,
      beforeRv: null,
      says: `the volumes could not be read at the end: ${messageOf(error)}`,
    });
  } finally {
    await withinLimit(witnesses.stop(), LIMITS.harvestMs).catch((error: unknown) =>
      note(notebook, 'stop', `a witness did not stop: ${messageOf(error)}`),
    );
  }
}

async function withinLimit<Value>(work: Promise<Value>, limitMs: number): Promise<Value> {
  const limit = AbortSignal.timeout(limitMs);
  return await Promise.race([
    work,
    new Promise<never>((_, reject) => {
      limit.addEventListener('abort', () =>
        reject(new LimitReached({ what: `not done after ${limitMs / 1000} s (limit: harvestMs)` })),
      );
    }),
  ]);
}

function endOf(task: ScenarioTask, error: unknown, deadline: AbortSignal): ScenarioEnd {
  const stuck = error instanceof StuckFault ? error.fault : null;
  if (task.signal.aborted && !stuck) return { state: 'aborted', error: 'interrupted', stuck };
  if (deadline.aborted && !stuck) {
    const limit = `${task.found.scenario.deadlineMs / 1000} s`;
    return { state: 'error', error: `the story was not over after its ${limit}`, stuck };
  }
  return { state: 'error', error: messageOf(error), stuck };
}

function phase(notebook: Notebook, name: 'assume' | 'trouble' | 'settle' | 'done'): void {
  notebook.record({ kind: 'step', by: 'runner', step: 'phase', name, says: name, facts: {} });
}

function note(notebook: Notebook, name: string, says: string): void {
  notebook.record({ kind: 'step', by: 'runner', step: 'note', name, says, facts: {} });
}
