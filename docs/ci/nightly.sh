#!/usr/bin/env bash
# Every night: all stories on a cluster of the night's own, and what changed since the night before.
#
#   nightly.sh FOLDER [options of steadfast run]
#
# FOLDER keeps a run for each night and a link to the last. Ends with the run's exit code; a change
# of verdicts is printed and does not fail a night whose promises held.
set -uo pipefail
nights=$1
shift
steadfast=${STEADFAST:-npx steadfast}
tonight=$nights/$(date -u +%Y%m%dT%H%M%S)
mkdir -p "$nights"

# A night that was cut off may have left a fault, a cluster or namespaces behind.
$steadfast heal || exit 4
$steadfast run --profile all --out "$tonight" "$@"
code=$?
$steadfast heal || code=4
if [ -e "$nights/last" ] && [ -e "$tonight/report.json" ]; then
  $steadfast compare "$nights/last" "$tonight"
fi
[ ! -e "$tonight/report.json" ] || ln -sfn "$(basename "$tonight")" "$nights/last"
exit "$code"
