#!/usr/bin/env bash
# Makes what a Debian package carries besides the program: man page, completion, copyright, changelogs, licences.
# Usage: src/cmake/package-docs.sh PROGRAM DIRECTORY DEBIAN_VERSION MAINTAINER HELP2MAN COMPILED_IN...
# COMPILED_IN are the Debian packages whose licences are told, as their headers are compiled in.
set -euo pipefail
[ $# -ge 5 ] || { sed -n '2,4p' "$0" | cut -c3- >&2; exit 2; }
program="$1" out="$2" version="$3" maintainer="$4" help2man="$5"
shift 5
source_dir="$(cd "$(dirname "$0")/../.." && pwd)"
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git -C "$source_dir" log -1 --format=%ct 2>/dev/null || date +%s)}"
mkdir -p "$out"

"$help2man" --no-info --name "run authentication journeys with the OneSpan nodes" --output "$out/authtree.1" "$program"
gzip -9nf "$out/authtree.1"

for shell in bash zsh fish; do "$program" completion "$shell" >"$out/completion.$shell"; done

cat >"$out/copyright" <<END
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: authtree

Files: *
Copyright: $(date -u +%Y -d "@$SOURCE_DATE_EPOCH") the authors of authtree
License: Apache-2.0
 On Debian systems the full text of the Apache License, version 2.0, is in
 /usr/share/common-licenses/Apache-2.0.
Comment:
 Headers of other projects are compiled in. Their copyright and licences are in
 third-party-licences.gz beside this file.
END

gzip -9nc "$source_dir/CHANGELOG.md" >"$out/changelog.gz"
gzip -9nc >"$out/changelog.Debian.gz" <<END
authtree ($version) unstable; urgency=medium

  * Made from the sources of this version; changelog.gz says what is new.

 -- $maintainer  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
END

for package in "$@"; do
  case "$package" in libboost*) continue ;; esac # its licence asks for nothing in compiled programs
  echo "=== $package ==="
  cat "/usr/share/doc/$package/copyright"
done | gzip -9nc >"$out/third-party-licences.gz"
