import type { ClusterNode } from '../model/cluster.ts';
import type { Lease, Proof } from '../model/fault.ts';
import { onNode, readFacts } from './node-shell.ts';

/** Where loans on nodes keep their leases: a tmpfs, so a reboot forgets fault and lease alike. */
export const LEASE_FOLDER = '/run/steadfast/loans';

/** Prints the ids of the processes whose own name, the zeroth argument, is $1. */
export const OURS = `ours() {
  local p name
  for p in /proc/[0-9]*; do
    name=
    { IFS= read -r -d '' name <"$p/cmdline"; } 2>/dev/null
    [ "$name" = "$1" ] && echo "\${p#/proc/}"
  done
  return 0
}`;

/** Starts a script that outlives the command that started it, under a name of its own. */
export const DETACH = `detach() {
  local name=$1; shift
  setsid bash -c 'name=$0; exec -a "$name" bash -c "$@"' "$name" "$@" </dev/null >/dev/null 2>&1 &
}`;

// The timer forks nothing while it waits: it reads from a pipe on which nobody ever speaks. Time is
// the kernel's uptime, because a wall clock can be set, also by a fault of ours.
const TIMER = `folder=$1 undo=$2
exec 9<> <(:)
echo $$ >"$folder/timer"
while read -r id seconds renewed <"$folder/lease"; do
  read -r now _ </proc/uptime
  [ $((\${now%.*} - renewed)) -ge "$seconds" ] && break
  read -rt 0.5 -u 9
done
# Taken away before the undo: harm that finds its lease in place is harm this undo will still see.
mv "$folder/lease" "$folder/over"
until bash -c "$undo"; do read -rt 0.5 -u 9; done
read -r now _ </proc/uptime
echo "$id $((\${now%.*} - renewed))" >"$folder/fired"
rm -f "$folder/over" "$folder/timer"`;

const ARM = `set -eu
${OURS}
${DETACH}
name=$1 folder=$2 id=$3 seconds=$4 undo=$5 timer=$6
older=$(ours "steadfast-timer:$name")
mkdir -p "$folder"; chmod 700 "$folder"
rm -f "$folder/fired" "$folder/timer"
read -r now _ </proc/uptime
echo "$id $seconds \${now%.*}" >"$folder/lease"
detach "steadfast-timer:$name" "$timer" timer "$folder" "$undo"
exec 9<> <(:)
for look in {1..100}; do
  [ -s "$folder/timer" ] && break
  read -rt 0.05 -u 9 || :
done
kill -0 "$(cat "$folder/timer")"
[ -z "$older" ] || kill -KILL $older`;

const RENEW = `set -eu
${OURS}
name=$1 folder=$2 wanted=$3
read -r id seconds renewed <"$folder/lease" || { echo "the lease is gone" >&2; exit 1; }
[ "$id" = "$wanted" ] || { echo "the lease is $id's, not $wanted's" >&2; exit 1; }
[ -n "$(ours "steadfast-timer:$name")" ] || { echo "no timer is running" >&2; exit 1; }
read -r now _ </proc/uptime
echo "$id $seconds \${now%.*}" >"$folder/lease.new"
mv "$folder/lease.new" "$folder/lease"`;

// The harm goes first and the timer after it: whoever dies between the two leaves a timer that
// finds nothing to do, never a harm that nobody will end.
const DISARM = `set -u
${OURS}
name=$1 folder=$2 undo=$3
bash -c "$undo" || exit 1
for id in $(ours "steadfast-timer:$name"); do kill -KILL "$id" 2>/dev/null; done
rm -rf "$folder"
exit 0`;

const STATE = `${OURS}
name=$1 folder=$2
for id in $(ours "steadfast-timer:$name"); do echo "timer $id"; done
[ -e "$folder" ] && echo "folder $folder"
{ read -r id seconds renewed <"$folder/lease"; } 2>/dev/null && {
  read -r now _ </proc/uptime
  echo "lease $id $seconds $((\${now%.*} - renewed))"
}
{ read -r fired <"$folder/fired"; } 2>/dev/null && echo "fired $fired"
exit 0`;

export interface TimerPlace {
  readonly node: ClusterNode;
  /** The fault and what it hits: one timer a name. */
  readonly name: string;
  /** A line of shell that ends the harm and succeeds when there is none. */
  readonly undo: string;
}

/** Starts the timer and answers only when it runs: harm may be done from then on. */
export async function armTimer(place: TimerPlace, lease: Lease): Promise<void> {
  const { node, name, undo } = place;
  const args = [name, folderOf(name), lease.id, `${lease.seconds}`, undo, TIMER];
  await onNode(node, { what: `arming the timer of ${name}`, script: ARM, args });
}

/** Refuses when the timer has fired meanwhile: a lease that is gone cannot be renewed. */
export async function renewTimer({ node, name }: TimerPlace, lease: Lease): Promise<void> {
  const args = [name, folderOf(name), lease.id];
  await onNode(node, { what: `renewing the lease of ${name}`, script: RENEW, args });
}

/** Ends the harm, the timer and the lease, whichever of them there are. */
export async function disarmTimer({ node, name, undo }: TimerPlace): Promise<void> {
  const args = [name, folderOf(name), undo];
  await onNode(node, { what: `undoing ${name}`, script: DISARM, args });
}

export interface TimerState {
  readonly running: boolean;
  /** Who holds the lease and how many seconds ago it was renewed. */
  readonly lease: string | null;
  /** What the timer wrote down when it undid the fault by itself. */
  readonly fired: Proof;
  /** Everything of the timer that is there, in words. */
  readonly traces: readonly string[];
}

export async function timerState({ node, name }: TimerPlace): Promise<TimerState> {
  const args = [name, folderOf(name)];
  const facts = readFacts(await onNode(node, { what: 'looking for a timer', script: STATE, args }));
  const timers = facts.get('timer') ?? [];
  const [lease = null] = facts.get('lease') ?? [];
  const [fired = null] = facts.get('fired') ?? [];
  const [id, after] = (fired ?? '').split(' ');
  return {
    running: timers.length > 0,
    lease,
    fired: fired
      ? {
          holds: true,
          says: `the timer of ${id} fired on ${node.name}, ${after} s after its lease`,
        }
      : { holds: false, says: `no timer has fired on ${node.name}` },
    traces: [
      ...timers.map((process) => `timer process ${process}`),
      ...(facts.get('folder') ?? []).map((folder) => `folder ${folder}`),
    ],
  };
}

export function folderOf(name: string): string {
  return `${LEASE_FOLDER}/${name}`;
}
