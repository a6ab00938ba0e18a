import type { AuditLine } from './audit-lines.ts';
import type { Change } from './follow-objects.ts';
import type { Notebook } from './notebook.ts';
import { projections, stampOf } from './project-objects.ts';

/** The collections whose answers the audit policy keeps. */
const KINDS = {
  pods: 'pod',
  persistentvolumeclaims: 'claim',
  statefulsets: 'set',
  controllerrevisions: 'revision',
} as const;
type Kind = (typeof KINDS)[keyof typeof KINDS];

/** Far more answers than any gap holds. */
const REMEMBERED = 5000;

/**
 * Fills what a watch missed from the answers that the API server gave meanwhile. The gap itself
 * stays in the history: a binding, for one, changes a pod and answers with something else.
 */
export function gapCloser(notebook: Notebook, clock: string) {
  const gaps: { readonly of: string; readonly after: number; readonly before: number }[] = [];
  const answers: { readonly kind: Kind; readonly line: AuditLine; readonly rv: number }[] = [];
  let offsetMs: number | null = null;

  const tell = ({ kind, line, rv }: (typeof answers)[number]): void => {
    if (!line.object || !line.entry.at) return;
    const inside = gaps.some((gap) => gap.of === kind && gap.after < rv && rv <= gap.before);
    if (!inside) return;
    // On the runner's clock, like all that is said about objects: they are compared by it.
    const at = offsetMs === null ? notebook.now() : line.entry.at + offsetMs;
    const stamp = { ...stampOf('audit', changeOf(line), line.object, rv), at };
    notebook.record(projections[kind](stamp, line.object));
  };

  notebook.onEntry((entry) => {
    if (entry.kind === 'step' && entry.step === 'clock' && entry.name === clock) {
      offsetMs = Number(entry.facts.offsetMs);
    }
    if (entry.kind !== 'gap' || entry.by !== 'watch' || entry.afterRv === null) return;
    const gap = { of: entry.of, after: entry.afterRv, before: entry.beforeRv ?? Infinity };
    const missed = answers.filter(({ rv }) => gap.after < rv && rv <= gap.before);
    gaps.push(gap);
    for (const answer of missed.filter(({ kind }) => kind === gap.of)) tell(answer);
  });

  return {
    meet(line: AuditLine): void {
      const kind = KINDS[line.entry.resource as keyof typeof KINDS];
      const { rv, code } = line.entry;
      if (!kind || rv === null || !line.object || code >= 300) return;
      const answer = { kind, line, rv };
      answers.push(answer);
      if (answers.length > REMEMBERED) answers.shift();
      tell(answer);
    },
  };
}

function changeOf({ entry, object }: AuditLine): Change {
  if (entry.verb === 'create' && !entry.subresource) return 'added';
  // A deletion that is answered with an object in its grace period has only been asked for.
  const waits = (object?.metadata.deletionGracePeriodSeconds ?? 0) > 0;
  return entry.verb === 'delete' && !waits ? 'deleted' : 'modified';
}
