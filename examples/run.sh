#!/usr/bin/env bash
# Builds the authtree program on a bare Debian 12 and runs the offline activation of a Cronto authenticator against
# the simulated OneSpan service. In a terminal it asks; elsewhere it answers by itself.
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1:-}" in
  '') ;;
  -h | --help)
    sed -n '2,3p' "$0" | cut -c3-
    exit 0
    ;;
  *)
    echo "examples/run.sh takes no arguments; see --help" >&2
    exit 2
    ;;
esac

src/cmake/install-packages.sh build
echo "Building build/release (a few minutes the first time)..." >&2
cmake --preset release >/dev/null
quiet=(-- --quiet)
[ -t 2 ] && quiet=()
cmake --build --preset release --target authtree_program "${quiet[@]}" >&2

journey=examples/journeys/offline-activation.journey.json
if [ -t 0 ] && [ -t 2 ]; then
  cat >&2 <<'EOF'

You activate an offline authenticator now. Everything is simulated: the OneSpan service, and the Digipass, which
reads each code as it is shown and offers what it displays; the serial number stands on its back. Press Enter to take
its answer, or type your own.
EOF
  exec build/release/authtree run "$journey" --simulate --digipass --trace
fi
exec build/release/authtree run "$journey" --simulate --digipass --trace \
  --answer "User Name=jdoe"
