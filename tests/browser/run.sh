#!/usr/bin/env bash
# Runs the tests of the browser module and of its demo page: Node.js 18 or newer, no browser, no package of npm.
# Usage: tests/browser/run.sh [TEST_FILE...]
set -euo pipefail

case "${1:-}" in
  -h | --help)
    sed -n '2,3p' "$0" | cut -c3-
    exit 0
    ;;
esac

command -v node >/dev/null || { echo "node is missing: apt-get install nodejs" >&2; exit 2; }
major=$(node -p 'process.versions.node.split(".")[0]')
[ "$major" -ge 18 ] || { echo "node is too old: version 18 or newer is needed" >&2; exit 2; }
[ $# -gt 0 ] || set -- "$(dirname "$0")"/*_test.mjs
exec node --test "$@"
