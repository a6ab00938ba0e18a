import type { ClusterNode } from '../../model/cluster.ts';
import { HarnessError, messageOf } from '../../support/errors.ts';
import { passTime } from '../../support/wait.ts';
import { type Ended, endedOn, endedText } from './ended.ts';

const LOOK_EVERY_MS = 1000;
/** Once may be a race at the start; a component that ends so often will not stay. */
const TOO_OFTEN = 3;

/**
 * Does something that needs all components, for as long as all of them stay up. One that does not
 * is a better answer than what was waited for, and it comes at once.
 */
export async function whileAllStayUp(
  nodes: readonly ClusterNode[],
  work: (signal: AbortSignal) => Promise<void>,
  outer: AbortSignal | undefined,
): Promise<void> {
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, ...(outer ? [outer] : [])]);
  const watch = async () => {
    while (!signal.aborted) {
      const failing = (await endedOnAll(nodes)).filter(({ times }) => times >= TOO_OFTEN);
      if (failing.length > 0) throw didNotComeUp(failing);
      await passTime(LOOK_EVERY_MS, signal).catch(() => {});
    }
  };
  try {
    const working = work(signal);
    // Whichever ends first decides; the other is told to stop and its complaint is not needed.
    working.catch(() => {});
    await Promise.race([working, watch()]);
    await working;
  } catch (error) {
    if (outer?.aborted || error instanceof ComponentsEnded) throw error;
    const ended = await endedOnAll(nodes);
    throw ended.length > 0 ? didNotComeUp(ended, error) : error;
  } finally {
    over.abort();
  }
}

class ComponentsEnded extends HarnessError {}

function didNotComeUp(ended: readonly Ended[], cause?: unknown): ComponentsEnded {
  const waited = cause === undefined ? '' : `: ${messageOf(cause).split('\n')[0]}`;
  return new ComponentsEnded({
    what: `the cluster did not come up${waited}`,
    lastSeen: endedText(ended),
    // The kernel's words for a limit on watches of files; more clusters at once need more of them.
    ...(/too many open files/.test(endedText(ended))
      ? { tryThis: 'steadfast doctor --provider embedded --fix, which raises the inotify limits' }
      : {}),
  });
}

async function endedOnAll(nodes: readonly ClusterNode[]): Promise<readonly Ended[]> {
  return (await Promise.all(nodes.map(endedOn)).catch(() => [])).flat();
}
