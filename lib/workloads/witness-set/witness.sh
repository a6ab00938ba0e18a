# The member of a witness set: it writes a record to its volume every beat, syncs it, and only then
# says so. POSIX sh, because it has to run in any image that has one.
#
# A line of the log is one write of one append, so that lines of two writers never mix:
#   KIND N UPTIME BOOT SET ORDINAL UID NODE HOSTNAME STATE PREVIOUS DIGEST
# KIND is E for a start (its STATE is what was found: empty, whole or broken; its N the highest
# record found), B for a beat and T for the beat that answers SIGTERM. PREVIOUS is the digest of
# this writer's own last line, and for a start that of the last line found: two writers on one
# volume leave two chains, and neither breaks the other's. DIGEST covers the line up to PREVIOUS.
log=${WITNESS_FOLDER:-/data}/witness.log
# The uptime of the last acknowledged record, by which ready.sh judges. Not on the volume.
pulse=${WITNESS_PULSE:-/run/witness/pulse}

uptime_ms() {
  read -r up _ < /proc/uptime
  # The kernel prints hundredths of a second.
  up=${up%.*}${up#*.}0
}

fail() {
  rm -f "$pulse"
  echo "fail $1" >&2
  exit 1
}

if [ -n "$WITNESS_PORT" ]; then
  command -v httpd > /dev/null || fail 'this image has no httpd, as busybox has'
  httpd -f -p "$WITNESS_PORT" -h "${0%/*}/answers" &
fi

# A plain `sync` would flush every disk of the host: it is used on the one file or not at all.
: >> "$log" || fail 'no log can be made'
if sync -d "$log" 2> /dev/null; then
  flush() { sync -d "$log"; }
else
  flush() { dd if=/dev/null of="$log" conv=notrunc,fsync 2> /dev/null; }
fi

digest_of() {
  digest=$(sha256sum << END
$1
END
  ) || fail 'cannot digest'
  digest=${digest%"${digest#????????????????}"}
}

write_line() {
  digest_of "$1 $previous"
  printf '%s%s %s %s\n' "$torn" "$1" "$previous" "$digest" >> "$log" || fail 'cannot write'
  flush || fail 'cannot sync'
  torn=
  previous=$digest
}

# Reads the volume: the highest record, the last digest, and whether each beat follows its writer's
# last line. Of the digests only the last is computed again: a program started for each line would
# keep a member with a long log from starting, and the harvest computes them all.
inspect() {
  found=0 previous=- state=empty torn= body= heads=' '
  while IFS= read -r line || [ -n "$line" ]; do
    set -f
    set -- $line
    set +f
    # A line that was cut was never acknowledged: it is no part of any chain.
    case $#$1$2 in 12[EBT]*[!0-9]* | 12[!EBT]* | 12?) continue ;; 12*) ;; *) continue ;; esac
    [ "$state" != empty ] || state=whole
    [ "$1" = E ] || case $heads in *" $7=${11} "*) ;; *) state=broken ;; esac
    case $heads in *" $7="*)
      line=${heads#*" $7="}
      heads="${heads%%" $7="*} ${line#* }"
      ;;
    esac
    heads="$heads$7=${12} "
    [ "$2" -le "$found" ] || found=$2
    previous=${12} body="$1 $2 $3 $4 $5 $6 $7 $8 $9 ${10} ${11}"
  done < "$log"
  [ -n "$body" ] || return
  digest_of "$body"
  [ "$digest" = "$previous" ] || state=broken
}

# Whether the last line was cut: then the next one begins with an end of line.
ends_torn() {
  [ -s "$log" ] && [ -n "$(tail -c 1 "$log")" ]
}

beat() {
  n=$((n + 1))
  uptime_ms
  write_line "$1 $n $up $who beat"
  echo "ack $n $digest"
  echo "$up" > "$pulse"
}

# A pause that starts no process, where the shell has one: it reads where nobody ever writes. A sleep
# for every record of every member is a good part of what a host has to do for them. Whether the
# shell really waits is tried out first.
can_rest() {
  rm -f "$pulse.pipe"
  mkfifo "$pulse.pipe" 2> /dev/null && exec 9<> "$pulse.pipe" && rm -f "$pulse.pipe" || return 1
  uptime_ms
  before=$up
  (read -r -t 0.05 idle <&9) 2> /dev/null
  uptime_ms
  [ $((up - before)) -ge 40 ]
}

boot=
read -r boot < /proc/sys/kernel/random/boot_id
boot=${boot%%-*}
read -r hostname < /proc/sys/kernel/hostname
who="$boot $WITNESS_SET ${hostname##*-} $POD_UID $NODE_NAME $hostname"
pause=$((BEAT_MS / 1000)).$(printf %03d $((BEAT_MS % 1000)))
if can_rest; then
  rest() { read -r -t "$pause" idle <&9; }
else
  sleep 0.01 2> /dev/null || pause=$(((BEAT_MS + 999) / 1000))
  # A signal interrupts `wait` at once, where it would have to wait for a `sleep`.
  rest() { sleep "$pause" & wait $!; }
fi

inspect
if ends_torn; then torn='
'; fi
n=$found
uptime_ms
write_line "E $n $up $who $state"

over=
trap 'over=1' TERM INT
while [ -z "$over" ]; do
  beat B
  [ -z "$over" ] || break
  rest
done
beat T
rm -f "$pulse"
