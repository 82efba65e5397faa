#pragma once

#include <string>
#include <string_view>

namespace authtree::inline v0::nodes {

/// An address the way OneSpan wants it where that is possible: an IPv6 loopback becomes 127.0.0.1, an IPv4
/// address in IPv6 form ("::ffff:192.0.2.7") the dotted one. Everything else stays as it is.
[[nodiscard]] std::string ClientAddress(std::string_view address);

}  // namespace authtree::inline v0::nodes
