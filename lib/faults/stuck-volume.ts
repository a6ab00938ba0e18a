import { DETACH, OURS } from './dead-man-timer.ts';
import { diskLoan } from './disk-loan.ts';

const PROBE = 'steadfast-stuck-probe';

/**
 * A volume that lets whoever writes wait, and does not say for how long. Who waits cannot be
 * killed, so a member of it cannot end either. What was written before can be read.
 */
export const stuckVolume = diskLoan({
  name: 'stuck-volume',
  harm: 'fsfreeze -f "$at" || exit 1',
  // What is not frozen cannot be thawed, and says so: then there was nothing to end.
  undo: `fsfreeze -u "$at" 2>/dev/null
words=$(LC_ALL=C fsfreeze -u "$at" 2>&1) || case $words in
  *'Invalid argument'*) exit 0 ;;
  *) echo "$words" >&2; exit 1 ;;
esac`,
  // One probe at a time: one that is stuck ends only when the volume does no longer hold it.
  look: `${OURS}
${DETACH}
probe=$(ours ${PROBE})
[ -n "$probe" ] || {
  detach ${PROBE} 'exec -a ${PROBE} touch "$1"' probe "$path/.steadfast-probe"
  exec 9<> <(:)
  for look in {1..20}; do
    read -rt 0.1 -u 9
    probe=$(ours ${PROBE})
    [ -z "$probe" ] && [ -e "$path/.steadfast-probe" ] && break
  done
}
if [ -z "$probe" ]; then
  rm -f "$path/.steadfast-probe"
  echo "write done"
else
  for id in $probe; do
    read -r line <"/proc/$id/stat" && rest=\${line##*) } && echo "write waits in state \${rest%% *}"
  done 2>/dev/null
fi`,
  isInForce: (facts) => (facts.get('write') ?? ['']).every((word) => word === 'waits in state D'),
  isOver: (facts) => (facts.get('write') ?? ['']).every((word) => word === 'done'),
});
