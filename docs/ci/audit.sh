#!/usr/bin/env bash
# A cluster of yours: what it promises to stateful sets, without a fault beyond one namespace.
#
#   audit.sh CONTEXT OUT [options of steadfast run]
#
# Prints the report as Markdown, with the reason for everything that cannot be shown from inside a
# namespace. Ends with the run's exit code.
set -uo pipefail
context=$1 out=$2
shift 2
steadfast=${STEADFAST:-npx steadfast}

$steadfast run --context "$context" --no-node-faults --out "$out" "$@" >&2
code=$?
[ ! -e "$out/run.json" ] || $steadfast report "$out" --format markdown
exit "$code"
