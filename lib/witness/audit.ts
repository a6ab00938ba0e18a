import type { ClusterNode } from '../model/cluster.ts';
import { messageOf } from '../support/errors.ts';
import { gapCloser } from './audit-closes-gaps.ts';
import { parseAuditLine } from './audit-lines.ts';
import { type Absence, ALIVE, type KeptFollower, keepFollowing } from './keep-following.ts';
import type { Boots } from './node-boots.ts';
import type { Notebook } from './notebook.ts';
import { programText } from './programs/program.ts';
import { wholeLines } from './whole-lines.ts';

const AUDIT_LOG = '/var/log/kubernetes/audit.log';
/** Said when all lines that were there have been read. */
const LOOKED = 'looked';
const WORDS = [ALIVE, LOOKED];
/** A new follower reads so much again: a line it knows among it proves that none was missed. */
const AGAIN_LINES = 20_000;

export interface AuditOptions {
  readonly node: ClusterNode;
  readonly namespace: string;
  readonly notebook: Notebook;
  readonly boots: Boots;
  readonly signal: AbortSignal;
}

/** The API server's own diary: requests that changed the namespace's members, or a node's fate. */
export function followAudit(options: AuditOptions): KeptFollower {
  const { node, namespace, notebook, boots, signal } = options;
  const clock = `wall:${boots.last(node.name)?.kernel ?? 'unknown'}`;
  const closer = gapCloser(notebook, clock);
  const known = new Set<string>();
  let firstAt = Number.POSITIVE_INFINITY;
  /** Set while a new follower reads again what the old one may have read. */
  let absence: Absence | null = null;
  let proven = false;

  const blind = ({ from, to, says }: Pick<Absence, 'from' | 'to' | 'says'>): void => {
    notebook.record({
      ...{ kind: 'gap', by: 'audit', of: 'audit', where: '*', from, to },
      ...{ afterRv: null, beforeRv: null, says },
    });
  };

  const take = (text: string): void => {
    const line = parseAuditLine(text, namespace);
    if (!line) return;
    if (known.has(line.id)) {
      proven = true;
      return;
    }
    const { at = 0 } = line.entry;
    // What was answered before this witness came belongs to another history.
    if (absence && at < firstAt) return;
    firstAt = Math.min(firstAt, at);
    known.add(line.id);
    notebook.record({ ...line.entry, clock });
    closer.meet(line);
  };

  let whole = wholeLines(WORDS);

  const hear = (text: string): void => {
    if (text === ALIVE) return;
    if (text === LOOKED) {
      if (absence && !proven) blind(absence);
      absence = null;
      proven = false;
      return;
    }
    try {
      take(text);
    } catch (error) {
      const now = notebook.now();
      blind({ from: now, to: now, says: `a line could not be read: ${messageOf(error)}` });
    }
  };

  return keepFollowing({
    node,
    what: 'the audit log',
    command: (again) => {
      // What an earlier follower did not hear to its end is read again.
      whole = wholeLines(WORDS);
      const lines = `${again ? AGAIN_LINES : 0}`;
      return ['bash', '-c', programText('audit.sh'), 'steadfast', AUDIT_LOG, namespace, lines];
    },
    now: notebook.now,
    signal,
    onLine(text) {
      for (const line of whole(text)) hear(line);
    },
    onAbsence(seen) {
      if (seen.open) blind(seen);
      else absence = seen;
    },
  });
}
