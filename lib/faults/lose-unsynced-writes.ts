import { diskLoan } from './disk-loan.ts';

const SYNCED = '.steadfast-synced';
const UNSYNCED = '.steadfast-unsynced';

// EXT4_IOC_SHUTDOWN with the flag that throws the journal away, too: what was not synced is lost,
// as it is when a disk loses its power. The number is the kernel's, and perl is on every Debian.
const SHUT_DOWN = `perl -e '
  open(my $at, "<", $ARGV[0]) or die "$ARGV[0]: $!\\n";
  my $flags = pack("L", 2);
  ioctl($at, 0x8004587d, $flags) or die "the file system is not shut down: $!\\n";' "$at"`;

// A file system that was shut down is another only when the last who uses it has gone: so whatever
// has it in mounts of its own is killed, as a power cut would have done.
const BACK = `is_shut() { ! touch "$at/data/.steadfast-alive" 2>/dev/null; }
is_mount() { awk -v at="$at" '$2 == at { found = 1 } END { exit !found }' /proc/self/mounts; }
users() {
  local file own
  own=$(readlink /proc/self/ns/mnt)
  for file in $(grep -l " $1 " /proc/[0-9]*/mountinfo 2>/dev/null); do
    file=\${file%/mountinfo}
    [ "$(readlink "$file/ns/mnt")" = "$own" ] || echo "\${file#/proc/}"
  done
}
back() {
  local look image number ids device
  image=/var/lib/steadfast/disks/\${at##*/}.img
  exec 9<> <(:)
  for look in {1..200}; do
    is_mount && ! is_shut && return 0
    number=$(awk -v at="$at" '$5 == at { n = $3 } END { print n }' /proc/self/mountinfo)
    [ -z "$number" ] || for ids in $(users "$number"); do kill -KILL "$ids"; done 2>/dev/null
    while is_mount; do umount "$at" || umount -l "$at" || return 1; done
    for device in $(losetup -j "$image" -O NAME -n); do
      number=$(cat "/sys/block/\${device##*/}/dev" 2>/dev/null)
      for ids in $(users "\${number:-none}"); do kill -KILL "$ids"; done 2>/dev/null
    done
    [ -n "$(losetup -j "$image")" ] || mount -o loop "$image" "$at" || return 1
    read -rt 0.1 -u 9
  done
  return 1
}`;

/**
 * The disk of a volume loses its power, and with it all that nobody has synced. A member on it sees
 * errors from then on. The undo is the disk's return: what it holds then is what was synced, and
 * the loan does not count as paid back as long as anything else is there.
 */
export const loseUnsyncedWrites = diskLoan({
  name: 'lose-unsynced-writes',
  harm: `echo synced >"$path/${SYNCED}" && sync "$path/${SYNCED}" "$path" || exit 1
echo unsynced >"$path/${UNSYNCED}" && ${SHUT_DOWN} || exit 1`,
  undo: `${BACK}
is_shut; shut=$?
back || { echo "$at does not come back" >&2; exit 1; }
rm -f "$path/.steadfast-alive"
# What was lost has no words any more; what was synced has them still.
if [ "$shut" = 0 ]; then
  [ "$(cat "$path/${SYNCED}")" = synced ] && [ ! -s "$path/${UNSYNCED}" ] || exit 1
fi
rm -f "$path/${SYNCED}" "$path/${UNSYNCED}"`,
  look: `words=$(LC_ALL=C dd if=/dev/zero of="$path/.steadfast-probe" bs=4k count=1 conv=fsync 2>&1)
code=$?
rm -f "$path/.steadfast-probe" 2>/dev/null
case $code$words in
  0*) echo "sync done" ;;
  *'Input/output error'*) echo "sync refused" ;;
  *) echo "sync $words" ;;
esac
for canary in ${SYNCED} ${UNSYNCED}; do
  [ -e "$path/$canary" ] && echo "canary $canary"
done`,
  isInForce: (facts) => facts.get('sync')?.[0] === 'refused',
  isOver: (facts) => facts.get('sync')?.[0] === 'done' && !facts.has('canary'),
});
