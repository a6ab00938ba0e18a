# Runs in a pod: $1 the set, $2 its Service, $3 how many ordinals. Once a second it asks the
# cluster's DNS for the stable name of each, for the Service itself and for the records of its port
# `peers`, and prints what nslookup said, on one line:
#   dns ASKED ANSWERED BOOT NAME CODE WORDS...
# Each name is asked for by a process of its own, so that one that waits delays no other.
set -f
read -r boot < /proc/sys/kernel/random/boot_id
while read -r word first _; do
  # The first search domain is that of the namespace.
  [ "$word" = search ] && domain=$first
done < /etc/resolv.conf

uptime_ms() {
  read -r up _ < /proc/uptime
  up=${up%.*}${up#*.}0
}

# A pause that starts no process, where the shell has one: it reads where nobody ever writes.
pause() { sleep 1; }
if mkfifo /tmp/never && exec 9<> /tmp/never; then
  uptime_ms
  before=$up
  (read -r -t 0.05 idle <&9) 2> /dev/null
  uptime_ms
  [ $((up - before)) -lt 40 ] || pause() { read -r -t 1 idle <&9; }
fi

ask() {
  type=$1 name=$2
  while :; do
    uptime_ms
    asked=$up
    # The dot at the end keeps the search domains out of it.
    words=$(nslookup -type="$type" "$name." 2>&1)
    code=$?
    uptime_ms
    echo "dns $asked $up ${boot%%-*} $name $code" $words
    pause
  done
}

trap 'exit 0' TERM INT
ordinal=0
while [ "$ordinal" -lt "$3" ]; do
  ask a "$1-$ordinal.$2.$domain" &
  ordinal=$((ordinal + 1))
done
ask a "$2.$domain" &
ask srv "_peers._tcp.$2.$domain" &
wait
