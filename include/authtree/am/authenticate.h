#pragma once

#include <memory>
#include <string>

#include "authtree/am/auth_id.h"
#include "authtree/am/authenticate_observer.h"
#include "authtree/am/authenticate_options.h"
#include "authtree/http/handler.h"
#include "authtree/session/journey_service.h"
#include "authtree/session/key_ring.h"
#include "authtree/session/key_ring_source.h"

namespace authtree::inline v0::am {

struct RequestFindings;

/// ForgeRock AM's `authenticate` endpoint, for clients that know AM: SDKs, login widget, command lines.
///
/// Answers `POST {any}/json/realms/root[/realms/x]/authenticate` and `POST {any}/json/authenticate`. Knows no
/// socket: a server hands it requests. One object serves all threads.
///
/// Whatever is not a step or a success is answered with an error status and a JSON body, because clients take
/// anything else for a login. No answer carries more of an error than AM's fixed text for it.
class AuthenticateEndpoint final : public http::Handler {
 public:
  /// `keys` signs authIds. Hosts that share sessions share the keys. `observer` may be null.
  AuthenticateEndpoint(std::shared_ptr<const JourneyService> service, const KeyRing& keys,
                       std::shared_ptr<const Clock> clock, AuthenticateOptions options = {},
                       std::shared_ptr<AuthenticateObserver> observer = nullptr);
  /// Signs with the ring that is in use at the time. An authId of a key that is in no ring any more has timed
  /// out (401).
  AuthenticateEndpoint(std::shared_ptr<const JourneyService> service,
                       std::shared_ptr<const KeyRingSource> keys, std::shared_ptr<const Clock> clock,
                       AuthenticateOptions options = {},
                       std::shared_ptr<AuthenticateObserver> observer = nullptr);

  [[nodiscard]] Task<http::Response> Handle(http::ServerRequest request) override;

  /// 503 in AM's form: for hosts that cannot take a request now.
  [[nodiscard]] static http::Response Unavailable();

 private:
  [[nodiscard]] Task<http::Response> Answer(http::ServerRequest request, RequestFindings* findings) const;
  [[nodiscard]] http::Response ToResponse(JourneyResult result, std::string journey_token) const;
  [[nodiscard]] http::Response Step(JourneyPrompt prompt, std::string journey_token) const;
  [[nodiscard]] http::Response Success(const JourneySucceeded& succeeded) const;
  [[nodiscard]] std::string SessionCookie(const std::string& token) const;

  std::shared_ptr<const JourneyService> service_;
  PerKeyRing<AuthIdCodec> auth_ids_;
  AuthenticateOptions options_;
  std::shared_ptr<AuthenticateObserver> observer_;
};

}  // namespace authtree::inline v0::am
