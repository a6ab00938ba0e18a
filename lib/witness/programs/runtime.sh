# Runs on a node under bash, with the namespace as $1: what containerd says of the containers there.
#
#   labels ID "key": "value" ...      once for each container, while it still has its labels
#   event ID DAY TIME TOPIC BODY      start and exit of a container's first process
#   listing MS ID=running ID=ended    what there is, again and again: a lost event shows by it
#
# The program ends when containerd's stream does; whoever follows it then knows of the blindness.
# Of a container's description only a few words leave the node: its environment is in there too.
namespace=$1 known=' ' ours=' ' ticks=0
words='"(io\.kubernetes\.(pod\.(name|namespace|uid)|container\.name)|io\.cri-containerd\.kind'
words="$words"'|CreatedAt)": "[^"]*"'

exec {never}<> <(:)

ctl() { ctr -n k8s.io "$@" 2> /dev/null; }

meet() {
  case $known in *" $1 "*) return ;; esac
  found=$(ctl containers info "$1" | grep -Eo "$words" | tr '\n' ' ')
  [ -n "$found" ] || return
  known="$known$1 "
  case $found in *'pod.namespace": "'"$namespace"'"'*) ;; *) return ;; esac
  ours="$ours$1 "
  echo "labels $1 $found"
}

# Most containers of a node are other stories': what lies beside a task says whose it is, and costs
# no process.
meet_if_ours() {
  local spec=
  id=${1#*'"container_id":"'} id=${id%%'"'*}
  bundle=${1#*'"bundle":"'} bundle=${bundle%%'"'*}
  { IFS= read -r -d '' spec < "$bundle/config.json"; } 2> /dev/null
  case $spec in *'"io.kubernetes.cri.sandbox-namespace":"'"$namespace"'"'* | '') meet "$id" ;; esac
}

list() {
  all=$(ctl containers ls -q "labels.\"io.kubernetes.pod.namespace\"==$namespace") || return 1
  tasks=$(ctl tasks ls) || return 1
  # One word for each task: its id and its status.
  tasks=" $(echo "$tasks" | tr -s ' ' | while read -r id _ status; do echo "$id=$status"; done) "
  line="listing $(date +%s%3N)"
  for id in $all; do
    meet "$id"
    case $tasks in
      *"$id=CREATED"*) ;;
      *"$id=RUNNING"* | *"$id=PAUS"*) line="$line $id=running" ;;
      *) line="$line $id=ended" ;;
    esac
  done
  echo "$line"
}

# A container's first process bears its name; what was executed in it later has another id.
hear() {
  id=${3#*'"container_id":"'} id=${id%%'"'*}
  case $ours in *" $id "*) ;; *) return ;; esac
  case $2$3 in
    /tasks/start* | /tasks/exit*'"id":"'"$id"'"'*) echo "event $id $1 $2 $3" ;;
  esac
}

{
  ctr -n k8s.io events 'topic=="/tasks/create"' 'topic=="/tasks/start"' \
    'topic=="/tasks/exit"' 2>&1 &
  events=$!
  while kill -0 "$events" 2> /dev/null; do
    echo tick
    # Nobody writes there: a pause that starts no process.
    read -rt 1 -u "$never"
  done
} | while read -r day time zone _ _ topic body; do
  case "$day $time $zone $topic" in
    tick*)
      # Speaks from the first listing that succeeds: until then there is no runtime to listen to.
      # A first one may still come before the subscription; the later ones show what it missed.
      case $ticks in 0 | 1 | 3 | *0) list || continue ;; esac
      ticks=$((ticks + 1))
      echo '@alive'
      ;;
    *' /tasks/create') meet_if_ours "$body" ;;
    *' /tasks/'*) hear "$day $time" "$topic" "$body" ;;
    *level=warning*) ;;
    # Whatever else it says is why it ends.
    *) echo "$day $time $zone $topic $body" >&2 ;;
  esac
done
