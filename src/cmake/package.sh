#!/usr/bin/env bash
# Builds Debian packages with shared libraries, and their bill of materials (SPDX 2.3). Prints the files it made.
# Usage: src/cmake/package.sh [DIRECTORY]     where the files go; build/package/debs without it
set -euo pipefail
case "${1:-}" in
  -*) sed -n '2,3p' "$0" | cut -c3- >&2; exit 2 ;;
  '') out="" ;;
  *) mkdir -p "$1" && out="$(cd "$1" && pwd)" ;;
esac
cd "$(dirname "$0")/../.."

src/cmake/install-packages.sh package
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}"
# Debian's flags; no debug information, which would be stripped again.
export DEB_BUILD_MAINT_OPTIONS="hardening=+bindnow" DEB_CXXFLAGS_STRIP="-g"
cmake --preset package -DCMAKE_CXX_FLAGS="$(dpkg-buildflags --get CXXFLAGS) $(dpkg-buildflags --get CPPFLAGS)" \
  -DCMAKE_SHARED_LINKER_FLAGS="$(dpkg-buildflags --get LDFLAGS)" \
  -DCMAKE_EXE_LINKER_FLAGS="$(dpkg-buildflags --get LDFLAGS)" >/dev/null
quiet=(-- --quiet)
[ -t 2 ] && quiet=()
cmake --build --preset package "${quiet[@]}" >&2

build=build/package
rm -rf "$build/debs"
(cd "$build" && cpack >debs.log) || { tail -40 "$build/debs.log" >&2; exit 1; }
rm -rf "$build/debs/_CPack_Packages"
read -ra arguments <"$build/package/sbom-arguments"
src/cmake/sbom.py "${arguments[@]}" --output "$build/debs/authtree-$(cat "$build/package/version").spdx.json" "$build"/debs/*.deb
if [ -n "$out" ]; then
  cp "$build"/debs/* "$out"
else
  out="$build/debs"
fi
(cd "$build/debs" && ls) | sed "s|^|$out/|"
