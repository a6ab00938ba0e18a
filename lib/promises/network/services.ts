import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf, groupBy } from '../../model/history.ts';

export type ServiceEntry = EntryOf<'service'>;

/** A Service object, from its creation to its removal. */
export interface ServiceTimeline {
  readonly name: string;
  readonly uid: string;
  readonly states: readonly ServiceEntry[];
  readonly first: ServiceEntry;
  readonly last: ServiceEntry;
  readonly gone: ServiceEntry | null;
  readonly selector: Readonly<Record<string, string>>;
  /** Whether it published members that are not Ready from its beginning. */
  readonly publishesNotReady: boolean;
  /** When it began to do so; null when it never did. */
  readonly publishedAt: number | null;
}

export function servicesOf(history: History): readonly ServiceTimeline[] {
  return [...groupBy(entriesOf(history, 'service'), ({ uid }) => uid).values()].flatMap((own) => {
    const states = [...own].sort((one, other) => one.rv - other.rv);
    const [first] = states;
    const last = states.at(-1);
    if (!first || !last) return [];
    const { name, uid, selector, publishesNotReady } = first;
    const published = states.find((state) => state.publishesNotReady);
    return [
      {
        ...{ name, uid, states, first, last, selector, publishesNotReady },
        gone: last.op === 'deleted' ? last : null,
        publishedAt: published?.at ?? null,
      },
    ];
  });
}
