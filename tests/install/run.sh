#!/usr/bin/env bash
# Tests the library as something one installs: builds it static and as Debian packages, and builds and runs programs
# against both, with CMake and with pkg-config. Nothing is installed outside build/. The last line says how many passed.
#
# Usage: tests/install/run.sh [--static | --shared]
#   --static    only the static libraries and the source tree as part of another build
#   --shared    only the shared libraries and the packages
set -euo pipefail
cd "$(dirname "$0")/../.."
source_dir="$PWD"

static=yes
shared=yes
case "${1:-}" in
  '') ;;
  --static) shared=no ;;
  --shared) static=no ;;
  -h | --help) sed -n '2,7p' "$0" | cut -c3-; exit 0 ;;
  *) echo "unknown argument $1; see --help" >&2; exit 2 ;;
esac

passed=0
failed=0
scratch="$source_dir/build/install-tests"
rm -rf "$scratch"
mkdir -p "$scratch"
export CMAKE_GENERATOR=Ninja
examples="$source_dir/examples"
membership="$examples/02_custom_node/membership.journey.json"
ask="$source_dir/tests/install/consumers/host/ask.journey.json"
script="$source_dir/tests/install/consumers/host/script.journey.json"
activation="$examples/journeys/offline-activation.journey.json"

# Runs one check; its output is shown when it fails.
check() {
  local name="$1" log="$scratch/check.log"
  shift
  echo "== $name" >&2
  if "$@" >"$log" 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    tail -60 "$log" >&2
    echo "== $name FAILED" >&2
  fi
}

# The command's output is exactly these lines.
prints() {
  local wanted="$1" got status=0
  shift
  got=$("$@") || status=$?
  [ "$status" -eq 0 ] || { echo "exit status $status of $*; it printed"; echo "$got"; return 1; }
  [ "$got" = "$wanted" ] || { printf 'printed\n%s\ninstead of\n%s\n' "$got" "$wanted"; return 1; }
}

# Configures and builds consumers/NAME against the prefix, into $scratch/KIND-NAME.
consume() {
  local kind="$1" prefix="$2" name="$3"
  cmake -S "tests/install/consumers/$name" -B "$scratch/$kind-$name" -DCMAKE_PREFIX_PATH="$prefix" \
    -DAUTHTREE_EXAMPLES="$examples" && cmake --build "$scratch/$kind-$name"
}

# find_package(authtree WANT) against the prefix fails, or not, and its message holds all the TEXTs.
# Usage: asked PREFIX fails|works WANT OPTIONS TEXT…
asked() {
  local prefix="$1" verdict="$2" want="$3" options="$4" answer text log="$scratch/asked.log"
  shift 4
  rm -rf "$scratch/asked"
  answer=works
  # shellcheck disable=SC2086  # several options
  cmake -S tests/install/consumers/refused -B "$scratch/asked" -DCMAKE_PREFIX_PATH="$prefix" "-DWANT=$want" $options \
    >"$log" 2>&1 || answer=fails
  for text in "$@"; do
    tr '\n' ' ' <"$log" | tr -s ' ' | grep -Fq -- "$text" || { echo "no '$text' in:"; cat "$log"; return 1; }
  done
  [ "$answer" = "$verdict" ] || { echo "it $answer:"; cat "$log"; return 1; }
}

# One header compiles with nothing but the prefix and what pkg-config says.
one_header_compiles() {
  local header="$1"
  shift
  echo "#include \"$header\"" | g++ -std=c++20 -fsyntax-only -Werror "$@" -x c++ - || { echo "$header"; exit 255; }
}
export -f one_header_compiles

headers_compile() {
  local prefix="$1" flags
  flags=$(PKG_CONFIG_PATH="$2" pkg-config --cflags authtree-testkit authtree-spdlog_observer)
  [ "$(find "$prefix/include" -name '*.h' | wc -l)" -eq "$(find include -name '*.h' | wc -l)" ] || return 1
  # shellcheck disable=SC2086,SC2016  # several flags; the inner shell expands
  (cd "$prefix/include" && find authtree -name '*.h' -print0) |
    xargs -0 -I {} -P "$(nproc)" bash -c 'one_header_compiles "$@"' one-header {} $flags
}

# With g++ alone: one object file, linked with what pkg-config says, with and without --static.
pkg_config_works() {
  local pc="$1" out="$2" library_path="$3" cflags libs kind
  mkdir -p "$out"
  cflags=$(PKG_CONFIG_PATH="$pc" pkg-config --cflags authtree-embed authtree-embed_simulator)
  # shellcheck disable=SC2086  # several flags
  g++ -std=c++20 $cflags -c examples/01_embed/main.cc -o "$out/main.o"
  for kind in "" --static; do
    # shellcheck disable=SC2086
    libs=$(PKG_CONFIG_PATH="$pc" pkg-config $kind --libs authtree-embed authtree-embed_simulator)
    # shellcheck disable=SC2086
    g++ "$out/main.o" $libs -o "$out/embed"
    activates env LD_LIBRARY_PATH="$library_path" "$out/embed" || return 1
  done
}

# pkg-config finds every module that find_package knows, and no field of theirs names the place they were built for.
pkg_config_is_complete() {
  local prefix="$1" pc="$2" module
  for module in $(sed -n 's/^set(_authtree_known "\(.*\)")$/\1/p' "$(find "$prefix" -name authtree-config.cmake)" | tr ';' ' '); do
    PKG_CONFIG_PATH="$pc" pkg-config --print-errors --exists "authtree-$module = $version" || return 1
  done
  ! grep -l "$source_dir" "$pc"/authtree*.pc
}

# A prefix that was moved still works, and nothing in it points back.
moves() {
  local prefix="$1"
  mv "$prefix" "$prefix-moved"
  rm -rf "$scratch/moved-embed"
  consume moved "$prefix-moved" embed
  activates "$scratch/moved-embed/embed" || return 1
  ! grep -rlF -e "$source_dir/src" -e "$source_dir/build" -e duktape "$prefix-moved" --include='*.cmake' --include='*.pc' --include='*.h'
}

# The example goes through the whole journey.
activates() { "$@" "$activation" | grep -q '^Success: jdoe has VDS1000001-1$'; }

static_libraries() {
  local prefix="$scratch/static" pc="$scratch/static/lib/pkgconfig"
  echo "== building the preset release" >&2
  cmake --preset release >/dev/null
  cmake --build --preset release -- --quiet >&2 || { failed=$((failed + 1)); return; }
  check "static: installs" cmake --install build/release --prefix "$prefix"
  check "static: headers compile from the prefix" headers_compile "$prefix" "$pc"
  check "static: a node, its host and its test are built" consume static "$prefix" node
  check "static: the node runs" prints "let in" "$scratch/static-node/custom_node" "$membership" jdoe@acme.example
  check "static: the node's test passes" "$scratch/static-node/custom_node_tests"
  check "static: all components are built in" consume static "$prefix" host
  check "static: a host serves and calls" prints "200 NameCallback" "$scratch/static-host/host" "$ask"
  check "static: a script decides" prints "200 PasswordCallback" "$scratch/static-host/host" "$script"
  check "static: a runner for programs with another Boost is built in" consume static "$prefix" other_boost
  check "static: it lets a user in" prints "let in: jdoe" "$scratch/static-other_boost/callbacks"
  check "static: pkg-config with g++" pkg_config_works "$pc" "$scratch/static-pc" ""
  check "static: pkg-config knows every module" pkg_config_is_complete "$prefix" "$pc"
  check "static: the program says its version" prints "authtree $version" "$prefix/bin/authtree" --version

  local gone="-DCMAKE_DISABLE_FIND_PACKAGE_CURL=ON -DCMAKE_DISABLE_FIND_PACKAGE_PNG=ON -DCMAKE_DISABLE_FIND_PACKAGE_ZXing=ON"
  check "an unknown component is told, with the known ones" \
    asked "$prefix" fails "0.1;REQUIRED;COMPONENTS;engine;motor;wheel" "" "There is no component 'motor'" \
    "There is no component 'wheel'" "The components are: core, node, engine, "
  check "an unknown optional component is none" asked "$prefix" works "0.1;REQUIRED;COMPONENTS;engine;OPTIONAL_COMPONENTS;motor" "" "found: 1"
  check "another minor version is refused" asked "$prefix" fails "0.2;REQUIRED;COMPONENTS;engine" "" \
    'compatible with requested version "0.2"' "version: $version"
  check "a library that is missing is told with its package" asked "$prefix" fails "0.1;REQUIRED;COMPONENTS;curl" "$gone" \
    "Component 'curl' needs CURL::libcurl" "libcurl4-openssl-dev"
  check "a component needs its own libraries only" asked "$prefix" works "0.1;REQUIRED;COMPONENTS;engine;nodes_onespan;am;server" \
    "$gone" "found: 1"
  check "a component that is missing leaves an optional one out" \
    asked "$prefix" works "0.1;REQUIRED;COMPONENTS;engine;OPTIONAL_COMPONENTS;simulator" "$gone" "found: 1"
  check "static: a prefix can be moved" moves "$prefix"

  check "subproject: configures, and nothing leaks" \
    cmake -S tests/install/consumers/subproject -B "$scratch/subproject" -DAUTHTREE_SOURCE="$source_dir"
  check "subproject: builds what is linked" cmake --build "$scratch/subproject" --target custom_node
  check "subproject: runs" subproject_turns_away
  check "subproject: adds no tests" subproject_has_no_tests
  check "subproject: adds nothing to the installation" subproject_installs_itself_only
}

subproject_has_no_tests() {
  [ -f "$scratch/subproject/CTestTestfile.cmake" ] && ctest --test-dir "$scratch/subproject" -N | grep -q 'Total Tests: 0'
}

subproject_turns_away() {
  local answer=0
  "$scratch/subproject/custom_node" "$membership" eve@elsewhere.example || answer=$?
  [ "$answer" -eq 1 ]
}

subproject_installs_itself_only() {
  cmake --install "$scratch/subproject" --prefix "$scratch/subproject-prefix"
  prints "custom_node" find "$scratch/subproject-prefix" -type f -printf '%f\n'
}

# The packages' files, as they would lie on a machine.
unpack() {
  local deb
  for deb in "$scratch"/debs/*.deb; do dpkg-deb -x "$deb" "$scratch/root" || return 1; done
}

# Control data and files that are there for a reason.
packages_are_complete() {
  local debs="$scratch/debs" root="$scratch/root" abi file
  abi=$(sed -n 's/^#define AUTHTREE_ABI_VERSION //p' include/authtree/version.h)
  for file in "libauthtree${abi}_" libauthtree-dev_ authtree_; do
    ls "$debs/$file$version"-*.deb >/dev/null || return 1
  done
  dpkg-deb -f "$debs"/authtree_*.deb Depends | grep -q "libauthtree$abi (= $version-" || return 1
  dpkg-deb -f "$debs"/libauthtree-dev_*.deb Depends | grep -q "libauthtree$abi (= $version-.*nlohmann-json3-dev" || return 1
  dpkg-deb -f "$debs/libauthtree${abi}"_*.deb Depends | grep -q 'libcurl4 (>=.*libssl3' || return 1
  dpkg-deb -I "$debs/libauthtree${abi}"_*.deb triggers | grep -q ldconfig || return 1
  for file in bin/authtree "share/man/man1/authtree.1.gz" "share/doc/libauthtree$abi/copyright" \
    "share/doc/authtree/changelog.Debian.gz" include/authtree/version.h share/bash-completion/completions/authtree \
    share/zsh/vendor-completions/_authtree share/fish/vendor_completions.d/authtree.fish \
    share/authtree/browser/index.js share/authtree/browser/visual_code.css share/authtree/browser/package.json \
    share/authtree/browser/callback_page.js share/authtree/browser/callback_page.css; do
    [ -f "$root/usr/$file" ] || { echo "usr/$file is missing"; return 1; }
  done
}

# Every library has the name that the loader asks for, finds all symbols, and looks for others where the system does.
libraries_are_sound() {
  local library
  for library in "$libdir"/libauthtree_*.so; do
    [ "$(objdump -p "$library" | sed -n 's/^ *SONAME *//p')" = "$(basename "$library").$(sed -n 's/^#define AUTHTREE_ABI_VERSION //p' include/authtree/version.h)" ] || return 1
    if objdump -p "$library" | grep -E 'RPATH|RUNPATH'; then return 1; fi
    if ldd -r "$library" 2>&1 | grep -E 'not found|undefined'; then echo "$library"; return 1; fi
  done
}

sbom_tells_of_a_missing_licence() {
  cp src/cmake/sbom.py "$scratch/sbom.py"
  sed '/"libcurl4"/d' src/cmake/sbom-licences.json >"$scratch/sbom-licences.json"
  ! "$scratch/sbom.py" --version "$version" --output "$scratch/refused.json" "$scratch"/debs/*.deb 2>"$scratch/refused.log" &&
    grep -q 'no licence .* for: libcurl4 (linked)' "$scratch/refused.log"
}

sbom_is_reproducible() {
  local kind
  for kind in one other; do
    SOURCE_DATE_EPOCH=1700000000 src/cmake/sbom.py --version "$version" --output "$scratch/$kind.json" "$scratch"/debs/*.deb
  done
  cmp "$scratch/one.json" "$scratch/other.json"
}

# The check of the bill can fail: a bill of other packages, or with something taken out, is refused.
sbom_check_can_fail() {
  local change
  for change in 'del packages[-1]' 'del files[0]' 'del packages[0]["downloadLocation"]' 'packages[0]["versionInfo"] = "0"' \
    'files[3]["checksums"][0]["checksumValue"] = "0"' 'relationships[0]["relatedSpdxElement"] = "SPDXRef-none"'; do
    python3 -c '
import json, sys
bill = json.load(open(sys.argv[1]))
exec(sys.argv[2], bill)
del bill["__builtins__"]
json.dump(bill, open(sys.argv[3], "w"))' "$(echo "$scratch"/debs/*.spdx.json)" "$change" "$scratch/changed.json"
    if tests/install/check_sbom.py "$scratch/changed.json" "$scratch"/debs/*.deb; then echo "not found: $change"; return 1; fi
  done
}

shared_libraries() {
  echo "== building the packages" >&2
  src/cmake/package.sh "$scratch/debs" >&2 || { failed=$((failed + 1)); return; }
  check "packages: unpack" unpack
  local prefix="$scratch/root/usr" pc
  libdir="$(dirname "$(find "$prefix" -name 'libauthtree_core.so')")"
  pc="$libdir/pkgconfig"
  export LD_LIBRARY_PATH="$libdir"
  check "packages: complete" packages_are_complete
  check "packages: lintian finds nothing" lintian --fail-on error,warning --tag-display-limit 0 "$scratch"/debs/*.deb
  # Only simulates: apt says whether this system can have what they depend on.
  check "packages: what they depend on can be had" env -u LD_LIBRARY_PATH apt-get install --simulate --no-install-recommends "$scratch"/debs/*.deb
  check "packages: the program runs a journey" program_runs "$prefix/bin/authtree"
  check "shared: libraries are sound" libraries_are_sound
  check "shared: a node, its host and its test are built" consume shared "$prefix" node
  check "shared: the node runs" prints "let in" "$scratch/shared-node/custom_node" "$membership" jdoe@acme.example
  check "shared: the node's test passes" "$scratch/shared-node/custom_node_tests"
  check "shared: all components are built in" consume shared "$prefix" host
  check "shared: a host serves and calls" prints "200 NameCallback" "$scratch/shared-host/host" "$ask"
  check "shared: a node in a library of its own is built" consume shared "$prefix" plugin
  check "shared: exceptions and types are one" prints "closed, same types" "$scratch/shared-plugin/plugin"
  check "shared: pkg-config with g++" pkg_config_works "$pc" "$scratch/shared-pc" "$libdir"
  check "shared: pkg-config knows every module" pkg_config_is_complete "$prefix" "$pc"
  unset LD_LIBRARY_PATH
  check "sbom: true, and as SPDX wants it" tests/install/check_sbom.py "$scratch"/debs/*.spdx.json "$scratch"/debs/*.deb
  check "sbom: its check can fail" sbom_check_can_fail
  check "sbom: a library without a licence is refused" sbom_tells_of_a_missing_licence
  check "sbom: reproducible" sbom_is_reproducible
}

program_runs() {
  "$1" run "$activation" --simulate --digipass --answer "User Name=jdoe" --answer "serialNumber=VDS1000001" </dev/null |
    grep -Eq '^Result +success$'
}

src/cmake/install-packages.sh package
version=$(sed -n 's/^#define AUTHTREE_VERSION "\(.*\)"$/\1/p' include/authtree/version.h)
if [ "$static" = yes ]; then static_libraries; fi
if [ "$shared" = yes ]; then shared_libraries; fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
