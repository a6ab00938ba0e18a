#!/usr/bin/env bash
# Before a release: the candidate's controller-manager against the verdicts of the last release.
#
#   pre-release.sh LAST CANDIDATE OUT [options of steadfast run]
#
# LAST is the folder or the report.json of the last release's run; CANDIDATE is the
# kube-controller-manager that was built. Ends with 1 when a promise is broken or when a verdict is
# another one than at the last release, which somebody then has to explain.
set -uo pipefail
last=$1 candidate=$2 out=$3
shift 3
steadfast=${STEADFAST:-npx steadfast}

$steadfast run --provider embedded --controller-manager "$candidate" --out "$out" "$@" || exit $?
$steadfast compare "$last" "$out"
