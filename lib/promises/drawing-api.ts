import { claimSpec } from './drawing-claims.ts';
import type { Pen, Stroke } from './drawing-scene.ts';

/** Pens for what the API server says: `f` found, `+` added, `T` Terminating, `-` deleted. */
export const apiPens: Readonly<Record<string, Pen>> = {
  /**
   * pod NAME UID @NODE [of=SETUID] [set=SET] [rev=] [claim=] [host=] [ip=] [grace=] [wish=]
   * [fin=FINALIZER] [labels=KEY:VALUE, beside those that every member has] [marks=] [images=]
   * [asks=RESOURCES]
   * of=none belongs to nobody, of=other to something that is no set.
   * `P` Running, `R` Running and Ready, `r` no longer Ready, `F` Failed, `S` Succeeded, `C` its
   * container was started again, `B` the same and Ready at once, `U` its finalizers are gone, `O` without an owner; `f` finds it
   * Ready. `A` gives it the owner of by=SETUID, `X` one of another kind, `L` the
   * labels of l=, `V` the revision of v=, or none. `D` says that it is disrupted, by why=, `G` that the
   * collector of pods does so. It puts up with tol=KEY:SECONDS+KEY.
   */
  pod(stroke) {
    const { row, mark } = stroke;
    const [name = '', uid = ''] = row.names;
    const { node = null, of = 's1', set = 'web', rev = 'r1', grace = '5' } = row.options;
    const { wish = '5', fin } = row.options;
    const controller = ownerOf(set, of);
    const { claim = `data-${name}`, host = name } = row.options;
    const { ip = `10.0.0.${uid.charCodeAt(0) - 96}`, sub = 'web' } = row.options;
    const fresh = {
      ...{ kind: 'pod', name, owner: controller, node: null },
      owners: controller ? [{ ...controller, controller: true, blocks: true }] : [],
      finalizers: listOf(fin),
      ...{ ip: null, phase: 'Pending', ready: false, grace: null, revision: rev, hostname: host },
      ...{ subdomain: sub || null, labels: identityLabels(name, row.options.labels) },
      ...{ gracePeriod: Number(wish), tolerations: tolerationsOf(row.options.tol) },
      ...{
        claims: claimsOf(row.options.tpl ?? 'data', claim, row.options.shared),
        volumes: listOf(row.options.volumes),
      },
      ...(row.options.asks ? { resources: { witness: row.options.asks } } : {}),
      ...{ marks: marksOf(row), images: listOf(row.options.images) },
      ...{ containers: [], serviceAccount: row.options.account ?? 'default' },
    };
    const running = { phase: 'Running', node, ip };
    const changes: Readonly<Record<string, object>> = {
      ...{ f: { ...running, ready: true }, P: running, R: { ...running, ready: true } },
      ...{ r: { ready: false }, F: { phase: 'Failed', ready: false } },
      ...{ S: { phase: 'Succeeded', ready: false }, U: { finalizers: [] } },
      D: { disruption: row.options.why ?? 'EvictionByEvictionAPI' },
      G: { disruption: 'DeletionByPodGC' },
      C: { ready: false, containers: startedAgain(stroke, uid) },
      B: { ready: true, containers: startedAgain(stroke, uid) },
      O: { owner: null },
      A: { owner: { kind: 'StatefulSet', name: set, uid: row.options.by ?? 's2' } },
      X: { owner: { kind: 'ReplicaSet', name: 'other', uid: 'x' } },
      L: { labels: identityLabels(name, row.options.l) },
      V: { revision: row.options.v ?? null },
      ...{ T: { deleting: stamp(stroke), grace: Number(grace) } },
      '-': { ready: false },
    };
    return [objectOf(stroke, uid, fresh, changes[mark] ?? {})];
  },

  /**
   * set NAME UID [replicas=] [start=] [above=] [current=] [update=] [policy=] [templates=]
   * [strategy=] [block=no] [most=MAXUNAVAILABLE] [limit=HISTORY] [marks=] [wants=RESOURCES]
   * A digit is a new number of replicas. `m` to `q` apply the option of that letter, such as
   * m=updatePartition:2,update:r2, where KEY: is null; `s` to `w` do so as its controller does,
   * without a new spec.
   */
  set(stroke) {
    const { row, mark, scene } = stroke;
    const [name = 'web', uid = 's1'] = row.names;
    const { replicas = '3', start = '0', above = '0', policy = 'OrderedReady' } = row.options;
    const { current = 'r1', update = current, templates = 'data', service = 'web' } = row.options;
    const { whenDeleted = 'Retain', whenScaled = 'Retain', wait = '0' } = row.options;
    const { strategy = 'RollingUpdate', block = 'yes', most, limit = '10' } = row.options;
    const fresh = {
      ...{ kind: 'set', name, generation: 1, replicas: Number(replicas), start: Number(start) },
      ...{ serviceName: service, policy, strategy, images: [] },
      ...{ hasRollingUpdate: block !== 'no', maxUnavailable: most ?? null },
      ...{ revisionHistoryLimit: Number(limit), template: row.options.template },
      ...(row.options.wants ? { resources: { witness: row.options.wants } } : {}),
      ...{ updatePartition: Number(above), minReadySeconds: Number(wait) },
      ...{ claimTemplates: templates === 'none' ? [] : templates.split(',') },
      ...{ whenDeleted, whenScaled, current, update },
      matchLabels: textPairs(row.options.selector),
      labels: textPairs(row.options.labels),
      templateVolumes: listOf(row.options.volumes),
      marks: marksOf(row),
      claimSpecs: row.options.asks ? [claimSpec(row.options.asks)] : [],
    };
    const changes = /[0-9]/.test(mark)
      ? { replicas: Number(mark) }
      : /[m-qs-w]/.test(mark)
        ? pairs(row.options[mark] ?? '')
        : mark === 'T'
          ? { deleting: stamp(stroke) }
          : {};
    const { generation = 0 } = (scene.objects.get(uid) ?? {}) as { generation?: number };
    const isNew = /[0-9m-q]/.test(mark) ? { generation: generation + 1 } : {};
    return [withStatus(objectOf(stroke, uid, fresh, { ...changes, ...isNew }))];
  },

  /**
   * revision NAME UID [of=SETUID] [set=SET] [n=] [data=] [labels=] [marks=] [images=]: a digit is a new number, `O`
   * leaves it without an owner, `A` gives it the owner of by=SETUID, `D` other data.
   */
  revision(stroke) {
    const { row, mark } = stroke;
    const [name = '', uid = ''] = row.names;
    const { of = 's1', set = 'web', n = '1', data = `data of ${name}`, by = 's2' } = row.options;
    const owner = of === 'none' ? null : { kind: 'StatefulSet', name: set, uid: of };
    const fresh = {
      ...{ kind: 'revision', name, owner, revision: Number(n), data, holds: ['spec.template'] },
      labels: textPairs(row.options.labels),
      ...{ marks: marksOf(row), images: listOf(row.options.images) },
    };
    const changes: Readonly<Record<string, object>> = {
      ...{ O: { owner: null }, A: { owner: { kind: 'StatefulSet', name: set, uid: by } } },
      D: { data: 'other data' },
    };
    const isNumber = /[0-9]/.test(mark);
    return [
      objectOf(stroke, uid, fresh, isNumber ? { revision: Number(mark) } : (changes[mark] ?? {})),
    ];
  },

  /** event REASON NAME [kind=] [says=words_with_lines_between]: about an object of that name. */
  event(stroke) {
    const { row, at } = stroke;
    const [reason = '', name = ''] = row.names;
    const { kind = 'StatefulSet', says = '' } = row.options;
    const about = { kind, name, uid: row.options.uid ?? null };
    const fresh = { kind: 'event', name: `${name}.${reason}`, about, reason, type: 'Warning' };
    const more = { message: says.replaceAll('_', ' '), count: 1 };
    return [objectOf(stroke, `event-${reason}-${at}`, { ...fresh, ...more }, {})];
  },
};

/** Words in a list, and pairs of words, as options write them. */
export function listOf(text: string | undefined): readonly string[] {
  return text ? text.split(',') : [];
}

/** What a template gives to members beside their spec; nothing is known of it unless it is said. */
function marksOf({ options }: Stroke['row']): readonly string[] | null {
  return options.marks === undefined ? null : listOf(options.marks);
}

export function textPairs(text: string | undefined): Record<string, string> {
  return Object.fromEntries(listOf(text).map((pair) => pair.split(':')));
}

/** What every member is labelled with, and what an option says beside; KEY: takes one away. */
function identityLabels(name: string, text: string | undefined): Record<string, string> {
  const labels = {
    'statefulset.kubernetes.io/pod-name': name,
    'apps.kubernetes.io/pod-index': name.slice(name.lastIndexOf('-') + 1),
    ...textPairs(text),
  };
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''));
}

function startedAgain({ scene }: Stroke, uid: string): readonly object[] {
  const before = (scene.objects.get(uid)?.containers ?? []) as { readonly restarts: number }[];
  const restarts = (before[0]?.restarts ?? 0) + 1;
  const container = { name: 'witness', id: null, ready: false, restarts, state: 'waiting' };
  return [{ ...container, reason: null, exitCode: null }];
}

function tolerationsOf(text: string | undefined): readonly object[] {
  return (text ? text.split('+') : []).map((toleration) => {
    const [key = '', seconds] = toleration.split(':');
    return { key, effect: 'NoExecute', seconds: seconds === undefined ? null : Number(seconds) };
  });
}

function ownerOf(set: string, of: string): object | null {
  if (of === 'none') return null;
  if (of === 'other') return { kind: 'ReplicaSet', name: 'other', uid: 'other' };
  return { kind: 'StatefulSet', name: set, uid: of };
}

function claimsOf(template: string, own: string, shared?: string): Record<string, string> {
  return { ...(own === 'none' ? {} : { [template]: own }), ...(shared ? { shared } : {}) };
}

const OPS: Readonly<Record<string, string>> = { f: 'found', '+': 'added', '-': 'deleted' };

export function objectOf(
  { mark, at, scene }: Stroke,
  uid: string,
  fresh: object,
  changes: object,
): Record<string, unknown> {
  scene.rv += 1;
  const before = scene.objects.get(uid) ?? { ...fresh, created: '', deleting: null };
  const now = { ...before, ...changes };
  scene.objects.set(uid, now);
  return { ...now, by: 'watch', op: OPS[mark] ?? 'modified', uid, rv: scene.rv, at };
}

/** The controller is always up to date in a drawing, unless an option says otherwise. */
function withStatus(set: Record<string, unknown>): Record<string, unknown> {
  const { replicas, current, update, generation, ready = replicas } = set;
  const { available = ready, seen = generation, counted = replicas } = set;
  const { held = replicas, updated = replicas, collisions = 0, conditions } = set;
  const status = {
    ...{ observedGeneration: seen, replicas: counted, ready: Number(ready) },
    ...{ available: Number(available), current: held, updated },
    ...{ currentRevision: current, updateRevision: update, collisionCount: collisions },
    conditions: listOf(conditions as string | undefined),
  };
  return { ...set, template: set.template ?? `template of ${update}`, status };
}

function pairs(text: string): Record<string, string | number | null> {
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const [key = '', value = ''] = pair.split(':');
      return [key, /^[0-9]+$/.test(value) ? Number(value) : value || null];
    }),
  );
}

export function stamp({ at }: Stroke): string {
  return `deleted at ${at}`;
}
