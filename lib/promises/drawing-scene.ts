/** What the pens of a drawing share: see drawing.ts. */
export interface Row {
  readonly kind: string;
  readonly names: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  readonly columns: string;
}

/** What the pens share: what stands on the volumes, and the state that objects were left in. */
export interface Scene {
  rv: number;
  readonly objects: Map<string, Record<string, unknown>>;
  readonly volumes: Map<string, { n: number; digest: string }>;
  readonly containers: Map<string, number>;
  /** How many operations each client has begun. */
  readonly operations: Map<string, number>;
}

export interface Stroke {
  readonly row: Row;
  readonly mark: string;
  /** On the runner's clock. */
  readonly at: number;
  /** How many columns a mark goes on for. */
  readonly seconds: number;
  readonly scene: Scene;
}

export type Pen = (stroke: Stroke) => readonly object[];

export const SECOND = 1000;
/** One kernel's two clocks, and what has to be taken off them to reach the runner's. */
export const UPTIME = { clock: 'uptime:k1', ahead: 500_000 };
export const WALL = { clock: 'wall:k1', ahead: 1_700_000_000_000 };
