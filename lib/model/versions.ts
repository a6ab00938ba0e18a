/** Whether a Kubernetes version such as '1.36.3' is this one or a later one. */
export function isAtLeast(version: string, bound: string): boolean {
  const [numbers, bounds] = [version, bound].map((text) =>
    text.replace(/^v/, '').split(/[.+-]/).slice(0, 3).map(Number),
  );
  for (let place = 0; place < 3; place += 1) {
    const difference = (numbers?.[place] ?? 0) - (bounds?.[place] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
