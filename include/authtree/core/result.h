#pragma once

#include <optional>

#include <tl/expected.hpp>

#include "authtree/core/error.h"

namespace authtree::inline v0 {

/// Either a `T` or the `Error` that prevented it. No exception crosses a public function of this library.
template <class T>
using Result = tl::expected<T, Error>;

/// The first error among some results, in order; nothing when all have a value.
///
/// @code
///   if (auto missing = FirstError(registration, code)) co_return tl::unexpected(*missing);
/// @endcode
template <class... T>
[[nodiscard]] std::optional<Error> FirstError(const Result<T>&... results) {
  std::optional<Error> first;
  auto look = [&first](const auto& result) {
    if (!first && !result) first = result.error();
  };
  (look(results), ...);
  return first;
}

}  // namespace authtree::inline v0
