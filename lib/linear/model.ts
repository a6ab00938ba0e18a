import type { Operation } from './operation.ts';

/** What a step answers when the operation cannot have happened in that state. */
export const REFUSED: unique symbol = Symbol('refused');
export type Refused = typeof REFUSED;

export interface Kind {
  /** True for kinds that leave every state as it is. Nothing is lost when one of them is unsure. */
  readonly observes: boolean;
  /** What is wrong with a value of this kind, or null. */
  wrong(value: unknown): string | null;
}

/** An operation that only compares the whole state, or only replaces it whatever it was. */
export type Plain<State> = { readonly sees: State } | { readonly leaves: State };

/** One object's behaviour, one operation at a time: what a history is compared with. */
export interface Model<State> {
  readonly name: string;
  readonly kinds: Readonly<Record<string, Kind>>;
  readonly initial: State;
  /** The state after the operation, or REFUSED. Must be pure and must not change `state`. */
  step(state: State, operation: Operation): State | Refused;
  /** A primitive that is the same for equal states and for no others. */
  identify(state: State): unknown;
  /** The state as it stands in a report. */
  describe(state: State): string;
  /** Whether it matters who asks: if not, operations of equal kind and value are the same. */
  readonly byClient: boolean;
  /**
   * For objects made of elements that do not touch each other: the one element an operation is
   * about, or undefined for an operation about several. A key with none of the latter is checked
   * element by element.
   */
  elementOf?(operation: Operation): unknown;
  /**
   * For operations that see or replace the whole state (of the element, where there are elements);
   * null for all others. A key with none of the others is checked in nearly linear time.
   */
  plain?(operation: Operation): Plain<State> | null;
}
