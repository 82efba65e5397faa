#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "authtree/core/result.h"

namespace authtree::inline v0::cli {

/// Where a listener listens.
struct ListenAddress {
  std::string address;
  std::uint16_t port = 0;  ///< 0: any free one
};

/// Reads "9464", "0.0.0.0:9464" or "[::1]:9464"; without an address it is 127.0.0.1. `kInvalidInput` for
/// anything else. Whether there is such an address, the listener finds out.
[[nodiscard]] Result<ListenAddress> ParseListenAddress(std::string_view text);

/// "http://127.0.0.1:9464", with an address of IP version 6 in brackets.
[[nodiscard]] std::string HttpUrlOf(const ListenAddress& listen);

}  // namespace authtree::inline v0::cli
