import type { Pen, Stroke } from './drawing-scene.ts';

/** Pens for what the API server says: `f` found, `+` added, `T` Terminating, `-` deleted. */
export const apiPens: Readonly<Record<string, Pen>> = {
  /**
   * pod NAME UID @NODE [of=SETUID] [set=SET] [rev=] [claim=] [host=] [ip=] [grace=]
   * `P` Running, `R` Running and Ready, `r` no longer Ready, `F` Failed, `O` without an owner;
   * `f` finds it Ready.
   */
  pod(stroke) {
    const { row, mark } = stroke;
    const [name = '', uid = ''] = row.names;
    const { node = null, of = 's1', set = 'web', rev = 'r1', grace = '5' } = row.options;
    const { claim = `data-${name}`, host = name } = row.options;
    const { ip = `10.0.0.${uid.charCodeAt(0) - 96}`, sub = 'web' } = row.options;
    const fresh = {
      ...{ kind: 'pod', name, owner: { kind: 'StatefulSet', name: set, uid: of }, node: null },
      ...{ ip: null, phase: 'Pending', ready: false, grace: null, revision: rev, hostname: host },
      ...{ subdomain: sub, labels: {}, claims: claim === 'none' ? {} : { data: claim } },
      ...{ images: [], containers: [] },
    };
    const running = { phase: 'Running', node, ip };
    const changes: Readonly<Record<string, object>> = {
      ...{ f: { ...running, ready: true }, P: running, R: { ...running, ready: true } },
      ...{ r: { ready: false }, F: { phase: 'Failed', ready: false } },
      O: { owner: null },
      ...{ T: { deleting: stamp(stroke), grace: Number(grace) } },
      '-': { ready: false },
    };
    return [objectOf(stroke, uid, fresh, changes[mark] ?? {})];
  },

  /**
   * set NAME UID [replicas=] [start=] [above=] [current=] [update=] [policy=] [templates=]
   * A digit is a new number of replicas. `m` to `q` apply the option of that letter, such as
   * m=updatePartition:2,update:r2.
   */
  set(stroke) {
    const { row, mark, scene } = stroke;
    const [name = 'web', uid = 's1'] = row.names;
    const { replicas = '3', start = '0', above = '0', policy = 'OrderedReady' } = row.options;
    const { current = 'r1', update = current, templates = 'data', service = 'web' } = row.options;
    const { whenDeleted = 'Retain', whenScaled = 'Retain', wait = '0' } = row.options;
    const fresh = {
      ...{ kind: 'set', name, generation: 1, replicas: Number(replicas), start: Number(start) },
      ...{ serviceName: service, policy, strategy: 'RollingUpdate', images: [] },
      ...{ updatePartition: Number(above), minReadySeconds: Number(wait) },
      ...{ claimTemplates: templates === 'none' ? [] : templates.split(',') },
      ...{ whenDeleted, whenScaled, current, update },
    };
    const changes = /[0-9]/.test(mark)
      ? { replicas: Number(mark) }
      : /[m-q]/.test(mark)
        ? pairs(row.options[mark] ?? '')
        : mark === 'T'
          ? { deleting: stamp(stroke) }
          : {};
    const { generation = 0 } = (scene.objects.get(uid) ?? {}) as { generation?: number };
    const isNew = /[0-9m-q]/.test(mark) ? { generation: generation + 1 } : {};
    return [withStatus(objectOf(stroke, uid, fresh, { ...changes, ...isNew }))];
  },

  /** claim NAME UID [vol=] [set=UID of its owner]: bound from the start. */
  claim(stroke) {
    const { row, mark } = stroke;
    const [name = '', uid = ''] = row.names;
    const fresh = {
      ...{ kind: 'claim', name, owners: [], phase: 'Bound' },
      ...{ volume: row.options.vol ?? `pv-${uid}`, storageClass: 'standard' },
    };
    const changes = mark === 'T' ? { deleting: stamp(stroke) } : {};
    return [objectOf(stroke, uid, fresh, changes)];
  },
};

const OPS: Readonly<Record<string, string>> = { f: 'found', '+': 'added', '-': 'deleted' };

function objectOf(
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
  const status = {
    ...{ observedGeneration: generation, replicas, ready: Number(ready), available: Number(ready) },
    ...{ current: replicas, updated: replicas },
    ...{ currentRevision: current, updateRevision: update },
  };
  return { ...set, status };
}

function pairs(text: string): Record<string, string | number> {
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const [key = '', value = ''] = pair.split(':');
      return [key, /^[0-9]+$/.test(value) ? Number(value) : value];
    }),
  );
}

function stamp({ at }: Stroke): string {
  return `deleted at ${at}`;
}
