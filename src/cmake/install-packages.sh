#!/usr/bin/env bash
# Installs the Debian 12 packages that a purpose needs: build, test, bench, faults (putting faults in), package
# (Debian packages and their tests), or check (sanitizers, clang, format, tidy).
# Usage: src/cmake/install-packages.sh build|test|bench|faults|package|check
set -euo pipefail

build=(g++ cmake ninja-build pkg-config ca-certificates
       libboost1.81-dev libcurl4-openssl-dev libssl-dev nlohmann-json3-dev libexpected-dev
       libspdlog-dev libpng-dev libqrcodegencpp-dev libzxing-dev libcli11-dev libyaml-cpp-dev prometheus-cpp-dev
       duktape-dev)
test=("${build[@]}" libgtest-dev libgmock-dev librapidcheck-dev libpugixml-dev libvalijson-dev nodejs python3 patch)
faults=("${test[@]}" git)
packaging=("${test[@]}" dpkg-dev help2man lintian)
bench=("${build[@]}" libbenchmark-dev valgrind wrk python3)
check=("${test[@]}" git curl jq clang-14 clang-format-14 clang-tidy-14 libclang-rt-14-dev)

case "${1:-}" in
  build) packages=("${build[@]}") ;;
  test) packages=("${test[@]}") ;;
  faults) packages=("${faults[@]}") ;;
  package) packages=("${packaging[@]}") ;;
  bench) packages=("${bench[@]}") ;;
  check) packages=("${check[@]}") ;;
  *) sed -n '2,4p' "$0" | cut -c3- >&2; exit 2 ;;
esac

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
[ "${#missing[@]}" -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "Install these packages as root, or install sudo: ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
echo "Installing: ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
