#include "client_address.h"

#include <array>

#include <arpa/inet.h>
#include <netinet/in.h>

namespace authtree::inline v0::nodes {
namespace {

constexpr std::size_t kMappedPrefix = 12;

}  // namespace

std::string ClientAddress(std::string_view address) {
  std::string text(address);
  in6_addr parsed{};
  if (inet_pton(AF_INET6, text.c_str(), &parsed) != 1) return text;
  if (IN6_IS_ADDR_LOOPBACK(&parsed)) return "127.0.0.1";
  if (!IN6_IS_ADDR_V4MAPPED(&parsed)) return text;
  std::array<char, INET_ADDRSTRLEN> dotted{};
  if (inet_ntop(AF_INET, &parsed.s6_addr[kMappedPrefix], dotted.data(), dotted.size()) == nullptr)
    return text;
  return dotted.data();
}

}  // namespace authtree::inline v0::nodes
