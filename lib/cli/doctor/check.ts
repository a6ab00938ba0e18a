import type { ProviderName } from '../../model/cluster.ts';
import type { Ledger } from './changes/ledger.ts';
import type { Survey } from './survey.ts';

export type State = 'ok' | 'warning' | 'broken' | 'not-needed';

export interface Observation {
  readonly state: State;
  /** What was seen, in one sentence without a full stop. */
  readonly says: string;
  /**
   * The exact commands a person would type; empty when there is nothing to mend. Where no command
   * can be known, a shell comment says what to do.
   */
  readonly mend: readonly string[];
  /** Debian's names of packages that would mend it: all checks share one installation. */
  readonly packages?: readonly string[];
  /** True when mending it is more than doctor does without --yes. */
  readonly asks?: boolean;
}

export type Say = (line: string) => void;

/** One change to the machine. Everything it does goes through the ledger, before it is done. */
export interface Remedy {
  readonly says: string;
  /** True when it needs --yes: it is more than a package, a sysctl or a plain start. */
  readonly asks: boolean;
  apply(ledger: Ledger, say: Say): Promise<void>;
}

/** One question about the machine. */
export interface Check {
  readonly id: string;
  readonly title: string;
  /** What goes wrong without it, so that a reader can decide that they do not care. */
  readonly neededFor: string;
  readonly providers: readonly ProviderName[];
  /** True when a run needs the answer at once and the answer is cheap. */
  readonly quick: boolean;
  examine(survey: Survey): Promise<Observation>;
  /** What could be done about it beside installing packages, as things are now. */
  remedies?(survey: Survey): Promise<readonly Remedy[]>;
}

/** An observation as it leaves doctor: plain data. */
export interface Finding extends Observation {
  readonly id: string;
  readonly title: string;
  readonly neededFor: string;
  readonly fix: 'doctor --fix' | 'doctor --fix --yes' | 'by hand' | null;
}

export const fine = (says: string): Observation => ({ state: 'ok', says, mend: [] });
export const notNeeded = (says: string): Observation => ({ state: 'not-needed', says, mend: [] });
