#pragma once

#include <string_view>

// The one place where version and ABI number are written: the build reads these lines.

/// Version of the headers a program is compiled with, by the rules of Semantic Versioning.
#define AUTHTREE_VERSION_MAJOR 0
#define AUTHTREE_VERSION_MINOR 1
#define AUTHTREE_VERSION_PATCH 0

/// "0.1.0".
#define AUTHTREE_VERSION "0.1.0"

/// The version as one number that grows, for `#if`: 100 is 0.1.0, 10203 is 1.2.3.
#define AUTHTREE_VERSION_NUMBER \
  (AUTHTREE_VERSION_MAJOR * 10000 + AUTHTREE_VERSION_MINOR * 100 + AUTHTREE_VERSION_PATCH)

/// Number of the binary interface: the inline namespace `v0` and the `.so.0` of the libraries. It is not the
/// version: it grows when programs have to be built anew, and only then.
#define AUTHTREE_ABI_VERSION 0

namespace authtree::inline v0 {

/// The version of the library that runs, "0.1.0". With shared libraries it may be newer than
/// `AUTHTREE_VERSION`, which is fixed when a program is compiled. Safe on every thread.
[[nodiscard]] std::string_view LibraryVersion() noexcept;

}  // namespace authtree::inline v0
