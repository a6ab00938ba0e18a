# Runs on the control plane's node under bash: $1 the audit log, $2 the namespace, $3 how many of the
# lines that are there already shall be read again. Lines about that namespace and nodes only.
[ -r "$1" ] || { echo "$1 cannot be read" >&2; exit 1; }
tail -n "$3" -F "$1" 2> /dev/null | grep --line-buffered -F '"stage":"ResponseComplete"' |
  grep --line-buffered -F -e "\"namespace\":\"$2\"" -e '"resource":"nodes"' &
reader=$!
# Said a moment after the lines that were there: all of those have been read by then.
sleep 1
echo looked
exec {never}<> <(:)
while kill -0 "$reader" 2> /dev/null && echo '@alive'; do read -rt 2 -u "$never"; done
