/** What a search of one part came to. */
export type Finding =
  | { readonly outcome: 'held' }
  | {
      readonly outcome: 'violated';
      /** The operation, by number, at whose return no order was left. */
      readonly last: number;
      /** What the object may have been just before, where the search can tell. */
      readonly possible: readonly string[];
    }
  | { readonly outcome: 'unknown'; readonly reason: string };

/** A search stops here every so often, so that it can be cancelled and others get their turn. */
export type Search = Generator<undefined, Finding>;

export interface Limits {
  /** Configurations held at once: this is what bounds the memory of a check. */
  readonly configurations: number;
  /** Configurations looked at in one part: this is what bounds its time. */
  readonly effort: number;
}

export const DEFAULT_LIMITS: Limits = { configurations: 50_000, effort: 10_000_000 };

/** How many configurations are looked at between two stops. */
export const STOP_EVERY = 4_096;

export function tooMany({ configurations }: Limits): Finding {
  return {
    outcome: 'unknown',
    reason: `more than ${configurations} ways in which it may have gone were open at once`,
  };
}

export function tooLong({ effort }: Limits): Finding {
  return { outcome: 'unknown', reason: `no verdict after ${effort} steps of the search` };
}
