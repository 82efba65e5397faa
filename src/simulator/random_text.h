#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace authtree::inline v0::simulator {

inline constexpr std::string_view kAlphanumeric =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// So many characters of `kAlphanumeric`, each as likely as the others.
[[nodiscard]] std::string RandomAlphanumeric(std::size_t count);

}  // namespace authtree::inline v0::simulator
