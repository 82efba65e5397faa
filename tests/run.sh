#!/usr/bin/env bash
# Installs what the tests need on a bare Debian 12, builds them and runs them all. The last line says how many passed.
#
# Usage: tests/run.sh [--sanitize] [--fuzz SECONDS] [--install] [--only-heavy] [FILTER]
#   --sanitize        also build and run the tests under asan+ubsan, and those with threads under tsan
#   --fuzz SECONDS    also run every fuzz harness for that long
#   --install         also test the library as it is installed and packaged (tests/install/run.sh)
#   --only-heavy      leave the plain tests out, when they have just been run
#   FILTER            run only the tests whose names match this regular expression
set -euo pipefail
cd "$(dirname "$0")/.."

plain=yes
sanitize=no
install=no
fuzz_seconds=0
filter=.
while [ $# -gt 0 ]; do
  case "$1" in
    --sanitize) sanitize=yes ;;
    --only-heavy) plain=no ;;
    --install) install=yes ;;
    --fuzz)
      fuzz_seconds="${2:-}"
      [[ "$fuzz_seconds" =~ ^[1-9][0-9]*$ ]] || { echo "--fuzz wants a number of seconds" >&2; exit 2; }
      shift
      ;;
    -h | --help)
      sed -n '2,9p' "$0" | cut -c3-
      exit 0
      ;;
    -*) echo "unknown option $1; see --help" >&2; exit 2 ;;
    *) filter="$1" ;;
  esac
  shift
done

passed=0
failed=0

# An attribute of the first element of a JUnit file.
result_count() { grep -Eo "[[:space:]]$1=\"[0-9]+\"" "$2" | head -1 | tr -dc '0-9'; }

# Builds a preset. A person sees how far it is, a log only what went wrong. Where nobody will debug, line numbers are
# enough, and save a fifth of the compiler's time.
build() {
  local quiet=(-- --quiet) debug=()
  [ -t 2 ] && quiet=()
  [ "$1" = dev ] && [ -n "${CI:-}" ] && debug=(-DCMAKE_CXX_FLAGS_DEBUG=-g1)
  cmake --preset "$1" "${debug[@]}" >/dev/null && cmake --build --preset "$1" "${quiet[@]}" >&2
}

# Builds a preset, runs its tests and adds up what ctest counted. A build that fails counts as a failed test.
run_preset() {
  local preset="$1" results="build/$1/results.xml"
  echo "== $preset: building" >&2
  if ! build "$preset"; then
    failed=$((failed + 1))
    return
  fi
  echo "== $preset: running" >&2
  rm -f "$results"
  ctest --test-dir "build/$preset" --output-on-failure --no-tests=error --parallel "$(nproc)" -R "$filter" \
    --output-junit results.xml --progress >"build/$preset/ctest.log" 2>&1 || grep -v '^\[' "build/$preset/ctest.log" | tail -200 >&2
  if [ ! -f "$results" ]; then
    failed=$((failed + 1))
    return
  fi
  local total bad skipped
  total=$(result_count tests "$results")
  bad=$(result_count failures "$results")
  skipped=$(result_count skipped "$results")
  passed=$((passed + total - bad - skipped))
  failed=$((failed + bad))
}

# Shows which walk takes which outcome of which node type, if that test has just run.
show_outcomes() {
  local tables=build/dev/tests/journeys
  if [ -f "$tables/outcomes.md" ]; then
    echo "== dev: outcomes" >&2
    cat "$tables/outcomes.md" >&2
  fi
  if [ -f "$tables/vendor-journeys.md" ]; then
    echo "== dev: the vendor's journeys: $(tail -1 "$tables/vendor-journeys.md")" >&2
  fi
}

# Runs one harness with its corpus and, where there is one, its dictionary. Its exit status goes into a file.
fuzz() {
  local harness="$1" name dictionary status=0
  name=$(basename "$harness")
  dictionary="tests/fuzz/dictionaries/$name.dict"
  mkdir -p "build/fuzz/corpus/$name"
  "$harness" -max_total_time="$fuzz_seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=0 \
    $([ -f "$dictionary" ] && echo "-dict=$dictionary") -artifact_prefix="build/fuzz/" \
    "build/fuzz/corpus/$name" "tests/fuzz/corpus/$name" >"build/fuzz/$name.log" 2>&1 || status=$?
  echo "$status" >"build/fuzz/$name.status"
}

# Runs the harnesses, as many at a time as there are processors.
run_fuzzers() {
  echo "== fuzz: building" >&2
  if ! build fuzz; then
    failed=$((failed + 1))
    return
  fi
  local harness name
  local names=()
  for harness in build/fuzz/tests/fuzz/fuzz_*; do
    [ -x "$harness" ] && [ -f "$harness" ] || continue
    name=$(basename "$harness")
    names+=("$name")
    rm -f "build/fuzz/$name.status"
    while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n || true; done
    echo "== fuzz: $name for $fuzz_seconds s" >&2
    fuzz "$harness" &
  done
  wait
  for name in "${names[@]}"; do
    if [ "$(cat "build/fuzz/$name.status" 2>/dev/null)" = 0 ]; then
      passed=$((passed + 1))
    else
      echo "== fuzz: $name FAILED" >&2
      tail -40 "build/fuzz/$name.log" >&2
      failed=$((failed + 1))
    fi
  done
}

if [ "$sanitize" = yes ] || [ "$fuzz_seconds" -gt 0 ]; then
  src/cmake/install-packages.sh check
else
  src/cmake/install-packages.sh test
fi
if [ "$plain" = yes ]; then
  rm -f build/dev/tests/journeys/outcomes.md build/dev/tests/journeys/vendor-journeys.md
  run_preset dev
  show_outcomes
fi
if [ "$sanitize" = yes ]; then
  run_preset asan
  run_preset tsan
fi
if [ "$fuzz_seconds" -gt 0 ]; then run_fuzzers; fi
if [ "$install" = yes ]; then
  closing=$(tests/install/run.sh | tail -1) || true
  if [[ "$closing" =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
    passed=$((passed + BASH_REMATCH[1]))
    failed=$((failed + BASH_REMATCH[2]))
  else
    failed=$((failed + 1))
  fi
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
