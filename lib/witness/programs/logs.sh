# Runs on a node under bash, with the namespace as $1: every line that the namespace's containers
# print, from the files that the runtime keeps of them.
#
#   began MS                          once, the wall clock when it started
#   log FOLDER/CONTAINER/FILE LINE    a line of a file, as it stands there
#   looked                            once, when every file that was there had been opened
#
# The files are opened as soon as they appear and read to their end after they have gone, since
# they go soon after their pod. Nothing is started for that, and no kernel watch is taken: a busy
# host has few of those.
shopt -s nullglob
folder=/var/log/pods
namespace=$1
declare -A open rest
exec {never}<> <(:)

drain() {
  local line
  while IFS= read -r line <&"${open[$1]}"; do
    echo "log ${1#"$folder"/} ${rest[$1]}$line"
    rest[$1]=
  done
  # A line that was not written to its end yet.
  rest[$1]+=$line
}

echo "began $(date +%s%3N)"
ticks=0
while :; do
  for path in "$folder/$namespace"_*/*/*.log; do
    if [[ -z ${open[$path]} ]] && { exec {fd}< "$path"; } 2> /dev/null; then open[$path]=$fd; fi
  done
  for path in "${!open[@]}"; do
    # Another file of that name, or none: what is in this one is all there will be.
    [[ $path -ef /proc/self/fd/${open[$path]} ]] && gone= || gone=yes
    drain "$path"
    [[ $gone ]] || continue
    fd=${open[$path]}
    exec {fd}<&-
    unset "open[$path]" "rest[$path]"
  done
  ((ticks)) || echo looked
  ((ticks++ % 10)) || echo '@alive'
  read -r -t 0.2 -u "$never"
done
