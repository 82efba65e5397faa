#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace authtree::inline v0::am {

/// The session cookie's `SameSite`. `kNone` is for pages of another site, and browsers want `Secure` with it.
enum class SameSite : std::uint8_t { kStrict, kLax, kNone };

/// The cookie that carries the session token of a successful login. Always `HttpOnly`.
struct CookieOptions {
  std::string name = "iPlanetDirectoryPro";
  std::string path = "/";
  std::string domain;  ///< empty: only the host that set it
  SameSite same_site = SameSite::kLax;
  /// Sent over https only (and to localhost). Turn off for plain http to other hosts, in test networks.
  bool secure = true;
};

struct AuthenticateOptions {
  std::string realm = "/";  ///< the one realm that is served: "/" or "/alpha/beta"
  std::string success_url = "/";
  CookieOptions cookie;
  std::size_t max_body_bytes = std::size_t{256} * 1024;
  /// The request headers that nodes may see. Proxies' headers are not among them, as anybody can send those.
  std::vector<std::string> node_headers{"accept-language", "user-agent"};
};

}  // namespace authtree::inline v0::am
