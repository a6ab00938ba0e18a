/**
 * Kubelets and resolvers wait ever longer before they ask an API again that was away, and forget
 * that after two minutes. So of those that take it away no two follow each other while there is
 * another to be played in between.
 */
export function keptApart<Item>(
  row: readonly Item[],
  takesApiAway: (item: Item) => boolean,
): readonly Item[] {
  const away = row.filter(takesApiAway);
  const others = row.filter((item) => !takesApiAway(item));
  const apart: Item[] = [];
  while (away.length > 0 || others.length > 0) {
    // Spread evenly: as many between any two as there are for each of the gaps that are left.
    const between = Math.ceil(others.length / Math.max(1, away.length - 1));
    apart.push(...away.splice(0, 1), ...others.splice(0, between));
  }
  return apart;
}
