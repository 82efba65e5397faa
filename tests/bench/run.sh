#!/usr/bin/env bash
# Installs what the benchmarks need on a bare Debian 12, builds them and runs them. Prints tables as Markdown.
#
# Usage: tests/bench/run.sh [--update-docs] [--repeat N] [--brief] [NAME...]
#   NAME           step, round, journey, call, waiting or server; all of them without a name
#   --update-docs  also write the tables into docs/performance.md
#   --repeat N     how often timed figures are taken; tables tell median and range (default: 7)
#   --brief        short runs: to see that everything works, not for figures
set -euo pipefail
cd "$(dirname "$0")/../.."

case "${1:-}" in
  -h | --help)
    sed -n '2,8p' "$0" | cut -c3-
    exit 0
    ;;
esac

src/cmake/install-packages.sh bench
quiet=(-- --quiet)
[ -t 2 ] && quiet=()
cmake --preset bench >/dev/null
cmake --build --preset bench "${quiet[@]}" >&2
exec python3 tests/bench/report "$@"
