import type { NewEntry } from '../lib/model/entry.ts';

/** The entries that the sample run's findings rest on, and no more. */
export const SAMPLE_HISTORIES: Readonly<Record<string, readonly NewEntry[]>> = {
  'ordering/ordered-start': [
    step('converged', 9_120),
    struck('delete-pod', 20_000),
    step('converged', 24_310),
  ],
  'network-split/cut-off-node': [
    step('converged', 71_004.2),
    fault('injecting', 80_112.4, 'proof-worker2 is cut off'),
    fault('in-force', 81_340.9, '14 packets dropped, no connection in or out'),
    beat(118, 'a1b2c3d4-0000', 'worker2', 93_600),
    started('e5f6a7b8-0000', 'worker3', 93_711.8),
    beat(119, 'e5f6a7b8-0000', 'worker3', 94_002.1),
    beat(120, 'a1b2c3d4-0000', 'worker2', 96_925.7),
    gap(97_000, 101_250),
    fault('undone', 130_008.3, 'all packets pass'),
    step('converged', 141_770.5),
  ],
  'network-split/force-delete-behind-a-split': [
    struck('delete-pod-by-force', 210_440, ['SS-AMO-001']),
    started('99aa88bb-0000', 'worker3', 1_795_233_931_020),
    beat(57, '77cc66dd-0000', 'worker2', 218_331),
    step('converged', 244_900),
  ],
  'storage/killed-mid-write': [struck('kill-container', 301_000)],
  'update/lost-below-a-canary': [
    struck('delete-pod', 402_100),
    pod('web-0', 'web-7d9f', 404_480),
    event(404_600),
    step('converged', 409_100),
  ],
};

function stamp(at: number, by: 'watch' | 'runtime' | 'beats' | 'runner', clock = 'runner') {
  return { at, clock, by };
}

function step(name: 'converged', at: number): NewEntry {
  return {
    ...stamp(at, 'runner'),
    kind: 'step',
    step: name,
    name: 'web',
    says: 'web has converged on 3 members',
    facts: {},
  };
}

function fault(phase: 'injecting' | 'in-force' | 'undone', at: number, says: string): NewEntry {
  const what = { kind: 'fault', fault: 'split-node-network', phase, says } as const;
  return { ...stamp(at, 'runner'), ...what, params: { node: 'worker2' }, excuses: [], podUids: [] };
}

function struck(name: string, at: number, excuses: string[] = []): NewEntry {
  const what = { kind: 'fault', fault: name, phase: 'struck', says: 'web-1 was struck' } as const;
  return { ...stamp(at, 'runner'), ...what, params: {}, excuses, podUids: [] };
}

function beat(n: number, uid: string, node: string, at: number): NewEntry {
  const writer = { set: 'web', ordinal: 1, uid, node, hostname: 'web-1', claim: 'data-web-1' };
  const record = { n, digest: 'c0ffee', intact: true, nodeStarted: 4_711 };
  return { ...stamp(at, 'beats', `node ${node}`), kind: 'beat', ...writer, ...record };
}

function started(podUid: string, node: string, at: number): NewEntry {
  const container = { container: 'd00d', name: 'member', pod: 'web-1', podUid, exitCode: null };
  return {
    ...stamp(at, 'runtime', at > 1e12 ? 'wall:18ffe251' : `node ${node}`),
    kind: 'runtime',
    op: 'started',
    node,
    ...container,
  };
}

function gap(from: number, to: number): NewEntry {
  const where = { of: 'beat', where: 'worker2', from, to, afterRv: null, beforeRv: null };
  return { ...stamp(to, 'beats'), kind: 'gap', ...where, says: 'the volume could not be read' };
}

function pod(name: string, revision: string, at: number): NewEntry {
  return {
    ...stamp(at, 'watch'),
    kind: 'pod',
    op: 'added',
    uid: '0f1e2d3c-0000',
    name,
    rv: 9_120,
    created: '2026-11-21T04:08:44Z',
    deleting: null,
    owner: null,
    node: 'worker',
    ip: null,
    phase: 'Pending',
    ready: false,
    grace: null,
    revision,
    hostname: name,
    subdomain: 'web',
    labels: {},
    claims: {},
    images: [],
    containers: [],
  };
}

/** Messages come from programs of other people: this one tries to repaint the reader's terminal. */
function event(at: number): NewEntry {
  const about = { kind: 'Pod', name: 'web-0', uid: null };
  const words = { reason: 'Started', message: 'hello \x1b[31m<red> & ]]> |\u0000', type: 'Normal' };
  const object = { op: 'added', uid: 'e', name: 'web-0.1', rv: 9_130, created: '', deleting: null };
  return { ...stamp(at, 'watch'), kind: 'event', ...object, about, ...words, count: 1 } as NewEntry;
}
