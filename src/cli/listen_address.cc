#include "listen_address.h"

#include <charconv>

namespace authtree::inline v0::cli {
namespace {

constexpr std::string_view kLocalhost = "127.0.0.1";

Error NoListenAddress() {
  return {ErrorCode::kInvalidInput,
          "Give a port, or an address and a port as in 127.0.0.1:9464 or [::1]:9464."};
}

}  // namespace

Result<ListenAddress> ParseListenAddress(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  const bool has_address = colon != std::string_view::npos;
  std::string_view address = has_address ? text.substr(0, colon) : kLocalhost;
  const std::string_view port = has_address ? text.substr(colon + 1) : text;
  if (address.starts_with('[') && address.ends_with(']')) {
    address = address.substr(1, address.size() - 2);
  } else if (address.find(':') != std::string_view::npos) {
    return tl::unexpected(NoListenAddress());
  }
  ListenAddress listen;
  listen.address = address;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), listen.port);
  if (address.empty() || port.empty() || error != std::errc() || end != port.data() + port.size()) {
    return tl::unexpected(NoListenAddress());
  }
  return listen;
}

std::string HttpUrlOf(const ListenAddress& listen) {
  const bool v6 = listen.address.find(':') != std::string::npos;
  return "http://" + (v6 ? "[" + listen.address + "]" : listen.address) + ":" + std::to_string(listen.port);
}

}  // namespace authtree::inline v0::cli
