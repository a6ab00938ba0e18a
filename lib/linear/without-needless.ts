/** So many times the question is asked at most; what is left then is small enough to be read. */
const ATTEMPTS = 200;

/**
 * Leaves out whatever is not needed for the question to be answered with yes: half of the items
 * first, then smaller and smaller shares, as in delta debugging. The answer for all of them must
 * be yes.
 */
export async function withoutNeedless<Item>(
  all: readonly Item[],
  isEnough: (left: readonly Item[]) => Promise<boolean>,
): Promise<readonly Item[]> {
  let left = all;
  let attempts = 0;
  let share = Math.ceil(left.length / 2);
  while (left.length > 0 && share > 0) {
    const before = left.length;
    for (let from = 0; from < left.length; ) {
      if (attempts++ === ATTEMPTS) return left;
      const fewer = [...left.slice(0, from), ...left.slice(from + share)];
      if (await isEnough(fewer)) left = fewer;
      else from += share;
    }
    if (share === 1 && left.length === before) break;
    share = share === 1 ? 1 : Math.ceil(Math.min(share, left.length) / 2);
  }
  return left;
}
