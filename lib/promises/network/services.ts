import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf, groupBy } from '../../model/history.ts';
import { SLACK } from '../slack.ts';

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

/** A time without the Service: from its end until the next one's endpoints tell of somebody. */
export interface ServiceAbsence {
  readonly name: string;
  readonly inForce: ServiceEntry;
  readonly undone: { readonly clock: string; readonly at: number } | null;
}

export function absencesOf(history: History): readonly ServiceAbsence[] {
  const services = servicesOf(history);
  const slices = entriesOf(history, 'slice');
  return services.flatMap(({ name, gone }) => {
    if (!gone) return [];
    const next = services.find((one) => one.name === name && one.first.at >= gone.at)?.first;
    const telling =
      next &&
      slices.find(({ at, service, op, endpoints }) => {
        const isOwn = service === name && op !== 'deleted';
        return isOwn && at >= next.at && endpoints.some(({ ready }) => ready);
      });
    const never = next && { clock: next.clock, at: next.at + SLACK.endpointsNeverMs };
    const isTold = telling && never && telling.at < never.at;
    // A history without endpoints cannot say when they told of anybody.
    const undone = slices.length === 0 ? (next ?? null) : isTold ? telling : (never ?? null);
    return [{ name, inForce: gone, undone }];
  });
}
