#!/usr/bin/env bash
# Puts the faults of the vendor's pack into a copy of the sources, one after another, and sees whether the tests that
# docs/onespan.md names for each of them fail: about an hour on two processors. The last line counts them.
#
# Usage: tests/faults/run.sh [--list] [--check] [FAULT...]
#   FAULT    only these, as D-COR-01; all of them without
#   --list   only say what each patch puts in
#   --check  only see whether each patch still applies
set -euo pipefail
cd "$(dirname "$0")/../.."

case "${1:-}" in
  -h | --help)
    sed -n '2,8p' "$0" | cut -c3-
    exit 0
    ;;
esac

src/cmake/install-packages.sh faults >&2
exec python3 tests/faults/put_in "$@"
