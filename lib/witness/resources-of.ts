/** A container as far as its image and its share of a node go. */
export interface RawResources {
  readonly name?: string;
  readonly image?: string;
  readonly resources?: {
    readonly requests?: Readonly<Record<string, string>>;
    readonly limits?: Readonly<Record<string, string>>;
  };
}

/** Readable, and the same whatever order the parts come in: `requests cpu=10m; limits cpu=2`. */
export function resourcesOf(containers: readonly RawResources[]): Record<string, string> {
  return Object.fromEntries(
    containers.map(({ name = '', resources: { requests, limits } = {} }) => [
      name,
      [...part('requests', requests), ...part('limits', limits)].join('; '),
    ]),
  );
}

function part(name: string, amounts: Readonly<Record<string, string>> = {}): readonly string[] {
  const pairs = Object.entries(amounts)
    .map(([what, amount]) => `${what}=${amount}`)
    .sort();
  return pairs.length > 0 ? [`${name} ${pairs.join(' ')}`] : [];
}
