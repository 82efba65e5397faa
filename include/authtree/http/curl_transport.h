#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "authtree/core/clock.h"
#include "authtree/http/tls_identity.h"
#include "authtree/http/tls_identity_source.h"
#include "authtree/http/transport.h"
#include "authtree/http/transport_observer.h"

namespace authtree::inline v0::http {

/// What a `CurlTransport` is made of. There is no switch that turns the verification of the peer off: a peer
/// with a private authority is trusted by naming that authority.
struct CurlOptions {
  /// Authorities to trust (PEM), instead of those of the system. Empty: those of the system.
  std::string ca_pem;
  /// What we show to a peer that demands a client certificate; may be null.
  std::shared_ptr<const TlsIdentity> identity;
  /// In its place: asked for each call, so that another identity can follow while the program runs. Calls on
  /// their way end on their connections; later ones do not use those. May be null.
  std::shared_ptr<const TlsIdentitySource> identities;
  /// "http://host:port", or empty for none. Proxies named in the environment are ignored.
  std::string proxy;
  /// How long a peer may take to accept a connection, TLS included.
  std::chrono::milliseconds connect_timeout{3000};
  /// The longest reply body that is accepted.
  std::size_t max_reply_bytes = std::size_t{1024} * 1024;
  /// How many connections are kept for re-use, per `io_context`. To be at least the number of calls at a
  /// time.
  std::size_t max_connections = 256;
  /// Where deadlines are measured; null: the machine's clock.
  std::shared_ptr<const Clock> clock;
  /// Told when a request leaves a second time (`OnResend`); may be null.
  std::shared_ptr<TransportObserver> observer;
};

/// Sends requests with libcurl, driven by the `io_context` of whoever awaits.
///
/// **Threads.** One transport may be used from any number of `io_context`s at once, each of which must be run
/// by one thread only. Each context has connections of its own, kept alive between calls and shared by all
/// transports with the same TLS settings; they are closed with the context. The transport must outlive its
/// calls.
///
/// **Trust.** HTTP/1.1, TLS 1.2 or newer, peer and host name always verified, no redirects, no environment.
///
/// **Resending.** A request leaves once. Only `Resend::kSafe` (after any failure of the connection) and
/// `Resend::kIfUnsent` (when no byte of the request had left) get one more attempt, on a new connection and
/// within the same deadline.
///
/// **Cancellation.** Terminal cancellation of the awaiting coroutine aborts the transfer: `kUnavailable`.
///
/// Errors are those of `Transport::Send`, each with `Fact::kRoute` and `Fact::kReason`, the transport's own
/// short classification: "resolve", "connect refused", "connect timeout", "connect", "proxy", "reset", "no
/// reply", "truncated", "deadline", "cancelled", "too large", "malformed reply", "tls verify", "tls host
/// name", "tls expired", "tls handshake", "client certificate", "request", "internal". In addition
/// `kInvalidInput` for a request that sets a header field which belongs to the transport (`Host`,
/// `Content-Length`, ...).
class CurlTransport final : public Transport {
 public:
  /// `ErrorCode::kInvalidInput` with `Fact::kField` "ca" or "proxy" when one of them cannot be used.
  [[nodiscard]] static Result<std::shared_ptr<const CurlTransport>> Make(CurlOptions options);

  [[nodiscard]] Task<Result<Response>> Send(Request request, CallContext call) const override;

 private:
  explicit CurlTransport(CurlOptions options) : options_(std::move(options)) {}

  CurlOptions options_;
};

}  // namespace authtree::inline v0::http
