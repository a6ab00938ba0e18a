import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf, ordinalIn } from '../../model/history.ts';
import { isControllers } from '../../model/history-deletions.ts';
import { type SetEntry, type SetTimeline, setTimelinesOf } from '../../model/timeline.ts';
import { type ClaimLife, claimLivesOf } from '../../model/timeline-claims.ts';

export type Asked = SetEntry['claimSpecs'][number];

/** A claim that came to be under sets that have a template for it, and what these ask for. */
export interface MadeClaim {
  readonly claim: ClaimLife;
  readonly from: readonly { readonly set: SetTimeline; readonly asked: Asked }[];
}

/**
 * Claims that controllers made. Two sets may have a name in common, and then either may have made
 * the claim. What a user made under such a name is used as it is, and is not meant here.
 */
export function madeClaimsOf(history: History): readonly MadeClaim[] {
  const sets = setTimelinesOf(history);
  const byHand = handsOf(history);
  return claimLivesOf(history).flatMap((claim) => {
    if (claim.first.op !== 'added' || byHand(claim)) return [];
    const from = sets.flatMap((set) => {
      const asked = askedBy(set.first, claim.name);
      const { at } = claim.first;
      const isThere = set.first.at < at && at <= (set.gone?.at ?? at);
      return asked && isThere ? [{ set, asked }] : [];
    });
    return from.length > 0 ? [{ claim, from }] : [];
  });
}

function askedBy({ name: set, claimTemplates, claimSpecs }: SetEntry, claim: string): Asked | null {
  const place = claimTemplates.findIndex(
    (template) =>
      claim.startsWith(`${template}-`) && ordinalIn(set, claim.slice(template.length + 1)) !== null,
  );
  return claimSpecs[place] ?? null;
}

/** Whether somebody else than a controller made a claim: by the audit log, or by our own word. */
function handsOf(history: History): (claim: ClaimLife) => boolean {
  const isClaims = ({ resource }: { readonly resource: string }) =>
    resource === 'persistentvolumeclaims';
  const lines = new Map(
    entriesOf(history, 'audit')
      .filter((line) => isClaims(line) && line.verb === 'create' && line.code < 300)
      .map((line) => [line.uid, isControllers(line)]),
  );
  const asked = new Set(
    entriesOf(history, 'request')
      .filter((request) => isClaims(request) && request.verb === 'create')
      .map(({ name }) => name),
  );
  return ({ uid, name }) => {
    const isItsOwn = lines.get(uid);
    return isItsOwn === undefined ? asked.has(name) : !isItsOwn;
  };
}

/** What a claim was made with that its template does not ask for; null when it is as asked. */
export function otherThanAsked(
  { size, storageClass, accessModes }: EntryOf<'claim'>,
  asked: Asked,
): string | null {
  if (asked.size !== null && size !== asked.size) return `the size ${size}, not ${asked.size}`;
  // Without a class in the template, admission fills in the default one.
  if (asked.storageClass !== null && storageClass !== asked.storageClass) {
    return `the class ${storageClass ?? 'none'}, not ${asked.storageClass}`;
  }
  const [modes, due] = [accessModes, asked.accessModes].map((all) => [...all].sort().join(' '));
  return modes === due ? null : `the access modes ${modes || 'none'}, not ${due}`;
}
