import { CAPABILITY_NAMES } from './capabilities.ts';

/** The name under which the engine knows the wrapper: ours, so that nobody else's is touched. */
export const RUNTIME = 'steadfast';
export const WRAPPER_FILE = 'runc-within-bounds';

export interface WrapperPlaces {
  readonly runc: string;
  /** The file that tells the bounding set; another one only in tests. */
  readonly status?: string;
}

/**
 * A container engine asks for every capability there is when a container is privileged, and the
 * kernel refuses a process that asks for one outside its bounding set. The wrapper stands before
 * runc and strikes what this machine does not have from the lists in the bundle. Wherever an
 * engine runs there are a shell and awk, so it is written in these and needs nothing else; no
 * power is taken, because the awk of a small busybox has no mathematics.
 */
export function wrapperScript(places: WrapperPlaces): string {
  return TEMPLATE.replace('@NAMES@', () => CAPABILITY_NAMES.join(' '))
    .replace('@RUNC@', () => quoted(places.runc))
    .replace('@STATUS@', () => quoted(places.status ?? '/proc/self/status'));
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

// A JSON string holds no bare newline and no bare quote, so records that end at a quote lie by
// turns outside and inside of strings: enough to follow the path without a parser.
const TEMPLATE = String.raw`#!/bin/sh
# Starts runc with the capabilities of a container cut to those that this machine has.
# Written by steadfast doctor, taken away by steadfast doctor --unfix.
runc=@RUNC@
status=@STATUS@

cut='
function has(field, bit,    digits, digit, shift) {
  if (!match(bounds, field ":[ \t]*[0-9a-f]+")) return 1
  digits = substr(bounds, RSTART, RLENGTH)
  sub(/.*[ \t]/, "", digits)
  digit = index("0123456789abcdef", substr(digits, length(digits) - int(bit / 4), 1)) - 1
  for (shift = bit % 4; shift > 0; shift--) digit = int(digit / 2)
  return digit % 2
}
function outside(text,    at, sign) {
  for (at = 1; at <= length(text); at++) {
    sign = substr(text, at, 1)
    if (listing && sign != "]") continue
    if (sign == "]" || sign == "}") { listing = 0; depth-- }
    printf "%s", sign
    if (sign != "[" && sign != "{") continue
    listing = (sign == "[" && wanted())
    shape[++depth] = sign
    name[depth] = ""
    written = 0
  }
}
function wanted() {
  if (shape[depth] != "{" || shape[depth - 1] != "{" || name[depth - 1] != "capabilities") return 0
  return depth == 2 || (depth == 3 && name[1] == "process")
}
function string(text) {
  if (!listing) { name[depth] = text; printf "\"%s\"", text; return }
  if (text in refused) return
  printf "%s\"%s\"", written++ ? "," : "", text
}
BEGIN {
  RS = "\""
  while ((getline line < status) > 0) bounds = bounds line "\n"
  count = split("@NAMES@", names, " ")
  for (n = 1; n <= count; n++)
    if (!has("CapBnd", n - 1) || !has("CapPrm", n - 1)) refused["CAP_" names[n]]
}
!inside { outside($0); inside = 1; text = ""; next }
{
  text = text $0
  if (match(text, /\\+$/) && RLENGTH % 2) { text = text "\""; next }
  string(text)
  inside = 0
}
'

within_bounds() {
  [ -f "$1" ] || return 0
  if LC_ALL=C awk -v status="$status" "$cut" "$1" >"$1.within-bounds" && [ -s "$1.within-bounds" ]
  then cat "$1.within-bounds" >"$1"
  fi
  rm -f "$1.within-bounds"
}

command= bundle= process= next=
for word in "$@"; do
  case $next in
    bundle) [ -n "$bundle" ] || bundle=$word ;;
    process) [ -n "$process" ] || process=$word ;;
  esac
  if [ -n "$next" ]; then next=; continue; fi
  case $word in
    --log | --log-format | --root | --criu | --rootless) next=other ;;
    --bundle | -b) next=bundle ;;
    --process | -p) next=process ;;
    --bundle=* | -b=*) [ -n "$bundle" ] || bundle=$(printf %s "$word" | sed 's/^[^=]*=//') ;;
    --process=* | -p=*) [ -n "$process" ] || process=$(printf %s "$word" | sed 's/^[^=]*=//') ;;
    -*) ;;
    *) [ -n "$command" ] || command=$word ;;
  esac
done

case $command in
  create | run | restore)
    [ -n "$bundle" ] || bundle=.
    within_bounds "$bundle/config.json"
    ;;
  exec) [ -z "$process" ] || within_bounds "$process" ;;
esac
exec "$runc" "$@"
`;
