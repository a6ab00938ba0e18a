import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS } from '../lib/support/limits.ts';
import { type RunFile, writeRunFile } from './run-file.ts';
import { SAMPLE_HISTORIES } from './sample-histories.ts';
import { SAMPLE_VERDICTS } from './sample-verdicts.ts';

/**
 * A run that nobody ran: it holds every outcome, every kind of finding and every way in which a
 * scenario can end, so that the golden files show all that a renderer may have to say.
 */
export function writeSampleRun(folder: string, change: Partial<RunFile> = {}): RunFile {
  const run = { ...SAMPLE_RUN, ...change };
  writeRunFile(folder, run);
  for (const { id, folder: place, state } of run.scenarios) {
    if (state === 'not-run') continue;
    const into = join(folder, place);
    const entries = SAMPLE_HISTORIES[id] ?? [];
    const verdicts = SAMPLE_VERDICTS[id] ?? [];
    const tries = run.plan.find((planned) => planned.id === id)?.tries ?? [];
    const judged = { schema: 'steadfast/verdicts/v1', scenario: id, entries: entries.length };
    mkdirSync(into, { recursive: true });
    writeFileSync(
      join(into, 'history.jsonl'),
      entries.map((entry, seq) => `${JSON.stringify({ seq, ...entry })}\n`).join(''),
    );
    writeFileSync(
      join(into, 'verdicts.json'),
      JSON.stringify({ ...judged, cut: null, tries, verdicts }),
    );
  }
  return run;
}

export const SAMPLE_RUN: RunFile = {
  schema: 'steadfast/run/v1',
  id: '20261121T040200-8c1f',
  seed: '8c1f',
  startedAt: '2026-11-21T04:02:00.000Z',
  endedAt: '2026-11-21T04:09:31.400Z',
  status: 'finished',
  suite: { version: '0.1.0', commit: '0123456789ab' },
  provider: { choice: 'kind', reason: 'an engine, the kind CLI and a node image are at hand' },
  subject: {
    provider: 'kind',
    cluster: 'run-8c1f',
    context: 'kind-run-8c1f',
    kubernetes: 'v1.36.3',
    timers: {
      name: 'short',
      facts: { nodeMonitorGraceSeconds: 12, nodeLeaseSeconds: 8, tolerationSeconds: 5 },
    },
    nodes: [
      { name: 'control-plane', role: 'control-plane' },
      { name: 'worker', role: 'worker' },
      { name: 'worker2', role: 'worker' },
      { name: 'worker3', role: 'worker' },
    ],
    components: [
      { name: 'kubelet', version: 'v1.36.3', from: 'Go module k8s.io/kubernetes' },
      { name: 'kernel', version: '6.12.0, cgroup v2', from: 'host' },
    ],
    capabilities: ['node-exec', 'node-network-split', 'audit-log', 'container-runtime-events'],
    lacks: [{ capability: 'shared-storage', reason: 'no storage class follows its pod' }],
  },
  limits: { podReadyMs: LIMITS.podReadyMs, leaseSeconds: LIMITS.leaseSeconds },
  options: { provider: 'auto', strict: false, jobs: 3 },
  plan: [
    planned('ordering/ordered-start', 'Three members start in order', 1000, [
      ...['SS-IDN-001', 'SS-ORD-001', 'SS-ORD-015'],
    ]),
    planned('network-split/cut-off-node', 'A node drops off the network', 100, [
      ...['SS-AMO-001', 'SS-AMO-002', 'SS-STO-004'],
    ]),
    planned('network-split/force-delete-behind-a-split', 'A forced delete behind a split', 100, [
      'SS-AMO-007',
    ]),
    planned('storage/killed-mid-write', 'A member is killed while it writes', 1000, ['SS-STO-006']),
    planned('update/lost-below-a-canary', 'A member is lost below a canary', 1000, [
      ...['SS-UPD-009', 'SS-UPD-011'],
    ]),
  ],
  scenarios: [
    played('ordering/ordered-start', 120, 38_400),
    played('network-split/cut-off-node', 38_500, 150_200),
    played('network-split/force-delete-behind-a-split', 150_300, 260_700),
    {
      ...played('storage/killed-mid-write', 260_800, 391_000),
      state: 'error',
      error:
        'waited 120 s for web-0 to be Ready (limit: podReadyMs)\n' +
        '  last seen  Pending, node none: 3 nodes with insufficient memory\n' +
        '  try        kubectl --context kind-run-8c1f get pods',
    },
    played('update/lost-below-a-canary', 391_100, 448_000),
  ],
  stuck: [],
};

function planned(
  id: string,
  title: string,
  beatMs: number,
  tries: string[],
): RunFile['plan'][number] {
  const exclusive = id.startsWith('network-split/');
  const suite = exclusive ? 'chaos' : 'conformance';
  const hypothesis = 'What was promised before the trouble holds during and after it.';
  return {
    id,
    title,
    hypothesis,
    suite,
    tries,
    faults: ['delete-pod at member 1'],
    exclusive,
    beatMs,
  };
}

function played(id: string, startedAt: number, endedAt: number): RunFile['scenarios'][number] {
  return { id, folder: id.replaceAll('/', '.'), startedAt, endedAt, state: 'done', error: null };
}

/** The same run as most runs are: nothing to see. */
export function calmSample(): Partial<RunFile> {
  const calm = ['network-split/force-delete-behind-a-split'];
  return {
    endedAt: '2026-11-21T04:03:50.000Z',
    plan: SAMPLE_RUN.plan.filter(({ id }) => calm.includes(id)),
    scenarios: SAMPLE_RUN.scenarios.filter(({ id }) => calm.includes(id)),
  };
}

/** The same run, ended by a signal, with a fault that would not go away. */
export function interruptedSample(): Partial<RunFile> {
  const [first, second, ...rest] = SAMPLE_RUN.scenarios;
  const ended = second ? { ...second, state: 'aborted' as const, error: 'interrupted' } : null;
  return {
    endedAt: '2026-11-21T04:04:30.200Z',
    status: 'interrupted',
    scenarios: [
      ...(first ? [first] : []),
      ...(ended ? [ended] : []),
      ...rest.map(({ id, folder }) => ({
        ...{ id, folder, startedAt: null, endedAt: null, state: 'not-run' as const, error: null },
      })),
    ],
    stuck: [
      {
        id: 'split-node-network-1',
        fault: 'split-node-network',
        scenario: 'network-split/cut-off-node',
        says: 'worker2 still drops packets 10 s after its undo',
      },
    ],
  };
}
