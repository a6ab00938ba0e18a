import { type Pen, SECOND, type Stroke, UPTIME, WALL } from './drawing-scene.ts';

const PHASES: Readonly<Record<string, string>> = {
  ...{ i: 'injecting', '<': 'in-force', x: 'not-in-force', u: 'undoing', '>': 'undone' },
  '!': 'struck',
};

/** Pens for what the nodes, the volumes, the probes and the suite itself say. */
export const groundPens: Readonly<Record<string, Pen>> = {
  /** run POD UID @NODE [exit=]: `[` a container started, `]` it stopped, `f` one was found running. */
  run({ row, mark, at, scene }) {
    const [pod = '', uid = ''] = row.names;
    const { node = 'n1', name = 'witness' } = row.options;
    const own = `${uid}-${name}`;
    const count = (scene.containers.get(own) ?? 0) + (mark === ']' ? 0 : 1);
    scene.containers.set(own, count);
    const op = mark === '[' ? 'started' : mark === ']' ? 'stopped' : 'found';
    const which = { container: `${own}-${count}`, name, pod, podUid: uid };
    const exitCode = mark === ']' && row.options.exit ? Number(row.options.exit) : null;
    return [{ kind: 'runtime', by: 'runtime', op, node, ...which, exitCode, ...on(WALL, at) }];
  },

  /**
   * beat POD UID @NODE [claim=] [host=]: `E` a start, `e` one that finds its volume empty, `x` a
   * record, `X` one that is acknowledged 5 ms later, `b` one whose chain is broken.
   */
  beat({ row, mark, at, scene }) {
    const [pod = '', uid = ''] = row.names;
    const { node = 'n1', claim = `data-${pod}`, host = pod } = row.options;
    const dash = pod.lastIndexOf('-');
    const writer = {
      ...{ by: 'beats', set: pod.slice(0, dash), ordinal: Number(pod.slice(dash + 1)), uid, node },
      ...{ hostname: host, claim, nodeStarted: 0, ...on(UPTIME, at) },
    };
    if (mark === 'e') scene.volumes.delete(claim);
    const volume = scene.volumes.get(claim) ?? { n: 0, digest: '' };
    if (mark === 'E' || mark === 'e') {
      const found = { foundN: volume.n, foundDigest: volume.digest, intact: true };
      return [{ kind: 'epoch', ...writer, ...found }];
    }
    const n = volume.n + 1;
    const digest = `${uid}${n}`;
    scene.volumes.set(claim, { n, digest });
    const record = { kind: 'beat', ...writer, n, digest, intact: mark !== 'b' };
    const said = { kind: 'op', by: 'acks', op: 'ack', client: pod, key: claim, podUid: uid };
    const ack = { ...said, value: `${n}:${digest}`, ...on(WALL, at + 5) };
    return mark === 'X' ? [record, ack] : [record];
  },

  /**
   * dns POD ip=ADDRESS: `q` that answer, `n` no such name, `?` the resolver could not be asked. The
   * name `.` is the Service's own; others with a dot stand for themselves.
   */
  dns({ row, mark, at }) {
    const [pod = ''] = row.names;
    const domain = 'web.ns.svc.cluster.local';
    const name = pod === '.' ? domain : pod.includes('.') ? pod : `${pod}.${domain}`;
    const answers = mark === 'q' ? (row.options.ip ?? '').split(',') : [];
    const answered = mark !== '?';
    const when = { ...on(UPTIME, at), asked: at + UPTIME.ahead - 5 };
    return [{ kind: 'dns', by: 'dns', name, answers, answered, ...when }];
  },

  /** fault NAME [node=] [excuses=] [uids=]: `i<u>` its phases, `x` proof lost, `!` struck. */
  fault({ row, mark, at }) {
    const { node, excuses, uids } = row.options;
    const [fault = ''] = row.names;
    const ledger = { excuses: listOf(excuses), podUids: listOf(uids) };
    const says = `${fault} said so`;
    const params = node ? { node } : {};
    return [{ kind: 'fault', fault, phase: PHASES[mark], params, says, ...ledger, at }];
  },

  /**
   * request VERB RESOURCE NAME [uid=] [grace=] [code=] [probe=] [dry=yes] [sub=] [facts=]: facts
   * are written ready:true,count:3,found:one+two.
   */
  request({ row, at }) {
    const [verb = '', resource = '', name = ''] = row.names;
    const { uid = null, grace, code = '200', probe = null, sub = null, dry } = row.options;
    const asked = { verb, resource, name, uid, grace: grace ? Number(grace) : null };
    const about = { probe, subresource: sub, dryRun: dry === 'yes' };
    const says = (row.options.says ?? 'accepted').replaceAll('_', ' ');
    const facts = factsOf(row.options.facts);
    return [{ kind: 'request', ...asked, ...about, code: Number(code), says, facts, at }];
  },

  /** audit VERB RESOURCE NAME [uid=] [user=] [rv=] [code=] [sub=]; rv=last is that of the row above. */
  audit({ row, at, scene }) {
    const [verb = '', resource = '', name = ''] = row.names;
    const { uid = null, user = 'statefulset-controller', rv } = row.options;
    const { code = '200', sub: subresource = null } = row.options;
    const asked = { verb, user, agent: '', resource, subresource, name, uid, grace: null };
    const answer = {
      rv: rv === 'last' ? scene.rv : rv ? Number(rv) : null,
      code: Number(code),
      received: at + WALL.ahead,
    };
    return [{ kind: 'audit', by: 'audit', ...asked, ...answer, ...on(WALL, at) }];
  },

  /** gap KIND [where=] [after=RV] [before=RV]: blind for as long as the dashes last. */
  gap({ row, at, seconds }) {
    const [of = ''] = row.names;
    const { where = '*', after, before } = row.options;
    const versions = {
      ...{ afterRv: after ? Number(after) : null, beforeRv: before ? Number(before) : null },
    };
    const until = at + seconds * SECOND;
    const stretch = { from: at, to: until, at: until, ...versions };
    return [{ kind: 'gap', by: 'watch', of, where, ...stretch, says: 'drawn blind' }];
  },

  /** said OP POD UID [value=]: a word that a member printed. */
  said({ row, at }) {
    const [op = '', pod = '', podUid = ''] = row.names;
    const value = (row.options.value ?? '').replaceAll('_', ' ');
    return [{ kind: 'op', by: 'acks', op, client: pod, key: op, value, podUid, ...on(WALL, at) }];
  },

  /** converged SET [replicas=] */
  converged({ row, at }) {
    const [name = 'web'] = row.names;
    const facts = { replicas: Number(row.options.replicas ?? 3) };
    return [{ kind: 'step', step: 'converged', name, says: 'converged', facts, at }];
  },

  /** lost CLAIM line=DIGEST_UID_N: a look at a volume that misses a line seen before. */
  lost({ row, at }) {
    const [claim = ''] = row.names;
    const lost = [(row.options.line ?? '').replaceAll('_', ' ')];
    const step = {
      kind: 'step',
      by: 'beats',
      step: 'note',
      name: 'volume',
      says: 'lines are gone',
    };
    return [{ ...step, facts: { claim, lost }, at }];
  },

  /** kubectl SET exit=CODE says=words_with_lines_between: what its rollout status said, in 100 ms. */
  kubectl({ row, at }) {
    const [set = 'web'] = row.names;
    const words = (row.options.says ?? '').replaceAll('_', ' ');
    const facts = { set, exit: Number(row.options.exit ?? 0), words, tookMs: 100 };
    return [{ kind: 'step', step: 'note', name: 'rollout-status', says: words, facts, at }];
  },

  /** end: the history goes on for so long, and nothing happens. */
  end({ at }) {
    return [{ kind: 'step', step: 'note', name: 'end', says: 'the end', facts: {}, at }];
  },
};

function on({ clock, ahead }: { clock: string; ahead: number }, at: Stroke['at']) {
  return { clock, at: at + ahead };
}

function listOf(text: string | undefined): readonly string[] {
  return text ? text.split(',') : [];
}

function factsOf(text: string | undefined): Record<string, unknown> {
  return Object.fromEntries(
    listOf(text).map((pair) => {
      const [key = '', value = ''] = pair.split(':');
      if (value.includes('+')) return [key, value.split('+')];
      if (value === 'true' || value === 'false') return [key, value === 'true'];
      return [key, /^-?[0-9]+$/.test(value) ? Number(value) : value];
    }),
  );
}
