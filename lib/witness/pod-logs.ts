import type { ClusterNode } from '../model/cluster.ts';
import { type ContainerLine, parseContainerLine } from './container-log.ts';
import { type Absence, type KeptFollower, keepFollowing } from './keep-following.ts';
import type { Notebook } from './notebook.ts';
import { programText } from './programs/program.ts';

export interface PodLogOptions {
  readonly node: ClusterNode;
  readonly namespace: string;
  readonly notebook: Notebook;
  readonly signal: AbortSignal;
  readonly onLine: (line: ContainerLine) => void;
}

/**
 * What the containers of a namespace print on one node, read where the runtime writes it: the way
 * of an acknowledgement leads neither through the API server nor through the node's network.
 */
export function followPodLogs(options: PodLogOptions): KeptFollower {
  const { node, namespace, notebook, signal } = options;
  /** The newest line of each file: a new follower reads every file from its beginning. */
  const newest = new Map<string, ContainerLine>();
  /** What was printed before belongs to another history: to a namespace that had the same name. */
  let beganAt: number | null = null;
  let absence: Absence | null = null;
  let again = new Set<string>();

  const take = (line: ContainerLine): void => {
    const last = newest.get(line.file);
    again.add(line.file);
    if (beganAt === null || line.at < beganAt) return;
    if (last && (line.at < last.at || (line.at === last.at && line.text === last.text))) return;
    newest.set(line.file, line);
    options.onLine(line);
  };

  const lost = ({ from, to, says }: Absence, files: readonly string[]): void => {
    const missing = files.length > 0 ? `; gone meanwhile: ${files.join(', ')}` : '';
    notebook.record({
      ...{ kind: 'gap', by: 'acks', of: 'op', where: node.name, from, to },
      ...{ afterRv: null, beforeRv: null, says: `${says}${missing}` },
    });
  };

  return keepFollowing({
    node,
    what: 'the containers’ output',
    command: () => ['bash', '-c', programText('logs.sh'), 'steadfast', namespace],
    now: notebook.now,
    signal,
    onLine(text) {
      if (text.startsWith('began ')) beganAt ??= Number(text.slice('began '.length));
      const line = parseContainerLine(text);
      if (line) take(line);
      if (text !== 'looked' || !absence) return;
      // Files that are still there were read again as a whole: then nothing of them is missing.
      const gone = [...newest.keys()].filter((file) => !again.has(file));
      if (gone.length > 0) lost(absence, gone);
      for (const file of gone) newest.delete(file);
      absence = null;
    },
    onAbsence(seen) {
      if (seen.open) lost(seen, []);
      else absence = seen;
      again = new Set();
    },
  });
}
