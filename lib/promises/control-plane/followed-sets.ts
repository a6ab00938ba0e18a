import type { History } from '../../model/entry.ts';
import type { PodEntry, SetEntry } from '../../model/timeline.ts';
import { type ClaimEntry, claimNames } from '../../model/timeline-claims.ts';
import { gateIn } from '../max-unavailable/gate.ts';
import { SLACK } from '../slack.ts';
import { emptySlots, heldSlots, nameOf, type SetNow } from './owed-work.ts';

type News = PodEntry | SetEntry | ClaimEntry;

/** A piece of news, and every set as it is known from then on until the next one. */
export interface Chapter {
  readonly entry: News;
  readonly sets: readonly SetNow[];
}

interface Shelf<Entry extends News> {
  readonly known: Map<string, Entry>;
  /** Uids of which nothing is heard any more. */
  readonly gone: Set<string>;
}

/** Goes through what was heard of sets, members and claims, in the order of its moments. */
export function* followSets(history: History): Generator<Chapter> {
  const gone = new Set<string>();
  const sets: Shelf<SetEntry> = { known: new Map(), gone };
  const pods: Shelf<PodEntry> = { known: new Map(), gone };
  const claims: Shelf<ClaimEntry> = { known: new Map(), gone };
  /** When a claim of this name was last heard of as going. */
  const goings = new Map<string, number>();
  const forgotten = new Map<string, ReadonlySet<string>>();
  const gateAt = gateIn(history);

  for (const entry of newsOf(history)) {
    const { at } = entry;
    if (entry.kind === 'set') keep(sets, entry.uid, entry);
    else if (entry.kind === 'pod') keep(pods, entry.uid, entry);
    else keep(claims, entry.name, entry);
    if (entry.kind === 'claim' && (entry.op === 'deleted' || entry.deleting !== null)) {
      goings.set(entry.name, at);
    }
    // What was going a moment ago may still be so to a controller that reads its cache.
    const isClaimDoomed = (name: string): boolean => {
      const { owners = [], deleting = null } = claims.known.get(name) ?? {};
      const isLeft = owners.some(({ kind, uid }) => kind === 'Pod' && !pods.known.has(uid));
      const went = goings.get(name) ?? Number.NEGATIVE_INFINITY;
      return deleting !== null || isLeft || at - went < SLACK.staleSpecMs;
    };
    const all = [...pods.known.values()];
    const now = [...sets.known.values()].map((spec) => {
      const before = forgotten.get(spec.uid);
      const isKept = (slot: number) =>
        before?.has(nameOf(spec, slot)) || claimNames(spec, slot).some(isClaimDoomed);
      const slots = [...emptySlots(spec, all).filter(isKept), ...heldSlots(spec, all)];
      const still = new Set(slots.map((slot) => nameOf(spec, slot)));
      forgotten.set(spec.uid, still);
      return {
        ...{ spec, pods: all, isClaimDoomed, forgotten: still },
        // Only where the gate is surely off nobody below an outdated member holds its update back.
        isBelowIgnored: gateAt(at) === false,
      };
    });
    yield { entry, sets: now };
  }
}

function newsOf(history: History): readonly News[] {
  const news = history.filter((entry): entry is News =>
    ['pod', 'set', 'claim'].includes(entry.kind),
  );
  return news.sort((one, other) => one.at - other.at);
}

/** Late news of what is known in a newer version, or is gone, tell nothing new. */
function keep<Entry extends News>({ known, gone }: Shelf<Entry>, key: string, entry: Entry): void {
  const before = known.get(key);
  if (entry.op === 'deleted') gone.add(entry.uid);
  if (gone.has(entry.uid)) {
    if (before?.uid === entry.uid) known.delete(key);
  } else if (!before || before.rv <= entry.rv) known.set(key, entry);
}
