import type { ContainerLine } from './container-log.ts';
import { parseLookup } from './dns-lines.ts';
import type { Words } from './members-words.ts';
import type { Notebook } from './notebook.ts';
import { PROBE } from './probe-pod.ts';

/** The probe asks each name once a second, and waits 5 s for a resolver that does not answer. */
const PROBE_SILENT_MS = 8000;

/** Turns what members and the DNS probe print into entries. */
export function toldByContainers(notebook: Notebook, words?: Pick<Words, 'meet'> | null) {
  const claims = claimsByPod(notebook);
  /** The newest lookup, on the probe's clock, and when it was heard of on the runner's. */
  let newest: { readonly at: number; readonly clock: string; readonly heardAt: number } | null =
    null;

  const silence = (from: number, to: number, clock: string): void => {
    const says = `the DNS probe said nothing for ${Math.round((to - from) / 1000)} s`;
    const stamp = { kind: 'gap', by: 'dns', of: 'dns', where: '*', at: to, clock } as const;
    notebook.record({ ...stamp, from, to, afterRv: null, beforeRv: null, says });
  };

  return {
    /** Whether the probe has asked its first question. */
    get probed(): boolean {
      return newest !== null;
    },

    meet(line: ContainerLine, wallClock: string): void {
      words?.meet(line);
      if (line.text.startsWith('ack ')) {
        const [, n, digest] = line.text.split(' ');
        const key = claims.get(line.podUid) ?? `data-${line.pod}`;
        notebook.record({
          ...{ kind: 'op', by: 'acks', op: 'ack', client: line.pod, podUid: line.podUid },
          ...{ key, value: `${n}:${digest}`, at: line.at, clock: wallClock },
        });
      }
      const [word = '', ...rest] = line.text.split(' ');
      if (isWord(word)) {
        notebook.record({
          ...{ kind: 'op', by: 'acks', op: word, client: line.pod, podUid: line.podUid },
          ...{ key: word, value: rest.join(' '), at: line.at, clock: wallClock },
        });
      }
      const lookup = line.container === PROBE ? parseLookup(line.text) : null;
      if (!lookup) return;
      const { asked, at, kernel, name, answers, answered } = lookup;
      const clock = `uptime:${kernel}`;
      if (newest?.clock === clock && asked - newest.at > PROBE_SILENT_MS) {
        silence(newest.at, asked, clock);
      }
      if (newest?.clock !== clock || at > newest.at)
        newest = { at, clock, heardAt: notebook.now() };
      const what = { asked, name, answers: [...answers], answered };
      notebook.record({ kind: 'dns', by: 'dns', at, clock, ...what });
    },

    /** A probe that has fallen silent for good is a gap to the end. */
    finish(): void {
      const quiet = newest ? notebook.now() - newest.heardAt : 0;
      if (newest && quiet > PROBE_SILENT_MS) silence(newest.at, newest.at + quiet, newest.clock);
    },
  };
}

const WORDS = ['self', 'leave', 'met', 'missed'] as const;

/** The words of our own members: who they are, that they go, and whom they found at their start. */
function isWord(word: string): word is (typeof WORDS)[number] {
  return WORDS.some((known) => known === word);
}

/** The claim behind each pod's volume `data`, as the API server said when there was a pod. */
function claimsByPod(notebook: Notebook): ReadonlyMap<string, string> {
  const claims = new Map<string, string>();
  notebook.onEntry((entry) => {
    if (entry.kind === 'pod' && entry.claims.data) claims.set(entry.uid, entry.claims.data);
  });
  return claims;
}
