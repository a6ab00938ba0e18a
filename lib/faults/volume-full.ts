import { diskLoan } from './disk-loan.ts';
import { FIRST_PROCESSES } from './member-process.ts';

const FILLER = '.steadfast-filler';

/**
 * A volume without room for one more block. What is on it can be read, and changed where it is; it
 * grows no more. It is filled as anybody would, by a file.
 */
export const volumeFull = diskLoan({
  name: 'volume-full',
  // Large pieces first, and then whatever small ones are left.
  harm: `for size in 1M 64k 4k 1k; do
  dd if=/dev/zero of="$path/${FILLER}" bs=$size oflag=append conv=notrunc 2>/dev/null
done
sync -f "$at"`,
  undo: `rm -f "$path/${FILLER}"`,
  // Once on the node and once in each container of the member: both must find no room.
  look: `${FIRST_PROCESSES}
grow() {
  local words probe="$2/.steadfast-probe"
  words=$(LC_ALL=C dd if=/dev/zero of="$probe" bs=64k count=1 2>&1) && words=accepted
  case $words in *'No space left on device'*) words=refused ;; esac
  rm -f "$probe"
  echo "$1 $words"
}
grow node "$path"
for id in $(first_processes "$uid"); do grow member "/proc/$id/root/data"; done
echo "filler $(stat -c %s "$path/${FILLER}" 2>/dev/null || echo none)"`,
  isInForce: (facts) => all(facts, 'refused') && facts.get('filler')?.[0] !== 'none',
  isOver: (facts) => all(facts, 'accepted') && facts.get('filler')?.[0] === 'none',
});

function all(facts: ReadonlyMap<string, readonly string[]>, word: string): boolean {
  const said = [...(facts.get('node') ?? []), ...(facts.get('member') ?? [])];
  return said.length > 0 && said.every((one) => one === word);
}
