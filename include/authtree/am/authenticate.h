#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "authtree/am/auth_id.h"
#include "authtree/http/handler.h"
#include "authtree/session/journey_service.h"
#include "authtree/session/key_ring.h"
#include "authtree/session/key_ring_source.h"

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

/// ForgeRock AM's `authenticate` endpoint, for clients that know AM: SDKs, login widget, command lines.
///
/// Answers `POST {any}/json/realms/root[/realms/x]/authenticate` and `POST {any}/json/authenticate`. Knows no
/// socket: a server hands it requests. One object serves all threads.
///
/// Whatever is not a step or a success is answered with an error status and a JSON body, because clients take
/// anything else for a login. No answer carries more of an error than AM's fixed text for it.
class AuthenticateEndpoint final : public http::Handler {
 public:
  /// `keys` signs authIds. Hosts that share sessions share the keys.
  AuthenticateEndpoint(std::shared_ptr<const JourneyService> service, const KeyRing& keys,
                       std::shared_ptr<const Clock> clock, AuthenticateOptions options = {});
  /// Signs with the ring that is in use at the time. An authId of a key that is in no ring any more has timed
  /// out (401).
  AuthenticateEndpoint(std::shared_ptr<const JourneyService> service,
                       std::shared_ptr<const KeyRingSource> keys, std::shared_ptr<const Clock> clock,
                       AuthenticateOptions options = {});

  [[nodiscard]] Task<http::Response> Handle(http::ServerRequest request) override;

 private:
  [[nodiscard]] Task<http::Response> Answer(http::ServerRequest request) const;
  [[nodiscard]] http::Response ToResponse(JourneyResult result, std::string journey_token) const;
  [[nodiscard]] http::Response Step(JourneyPrompt prompt, std::string journey_token) const;
  [[nodiscard]] http::Response Success(const JourneySucceeded& succeeded) const;
  [[nodiscard]] std::string SessionCookie(const std::string& token) const;

  std::shared_ptr<const JourneyService> service_;
  PerKeyRing<AuthIdCodec> auth_ids_;
  AuthenticateOptions options_;
};

}  // namespace authtree::inline v0::am
