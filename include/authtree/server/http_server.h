#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "authtree/core/clock.h"
#include "authtree/core/result.h"
#include "authtree/core/secret.h"
#include "authtree/core/timers.h"
#include "authtree/http/handler.h"
#include "authtree/server/server_observer.h"

namespace authtree::inline v0::server {

/// How a server proves who it is, and whom it lets in. TLS 1.2 or newer.
struct ServerTls {
  std::string chain_pem;      ///< the server's own certificate first, then its issuers
  Secret key_pem;             ///< the key of the first certificate, not encrypted
  std::string client_ca_pem;  ///< not empty: a client must show a certificate of one of these authorities
};

struct ServerOptions {
  std::string address = "127.0.0.1";  ///< the IP address to listen on
  std::uint16_t port = 0;             ///< 0: any free port, see `HttpServer::port()`
  unsigned threads = 1;               ///< each runs an `io_context` of its own
  std::optional<ServerTls> tls;
  std::size_t max_body_bytes = std::size_t{1024} * 1024;  ///< more is answered with 413
  std::size_t max_header_bytes = std::size_t{16} * 1024;  ///< more is answered with 431
  std::chrono::seconds idle_timeout{30};     ///< for the header of the next request to be complete
  std::chrono::seconds request_timeout{30};  ///< for a TLS handshake, a body, or the writing of an answer
  /// For the handler; then the client is told (503), and the handler is cancelled and left to itself. Longer
  /// than a round of a journey and its store may take.
  std::chrono::milliseconds answer_timeout{10'000};
  std::size_t max_connections = 1024;  ///< further ones are closed as they come
  std::chrono::milliseconds stop_timeout{
      1000};                                 ///< how long `Stop()` waits for answers that are on their way
  std::shared_ptr<const Clock> clock;        ///< where `answer_timeout` is measured; null: the machine's
  std::shared_ptr<const Timers> timers;      ///< to fit `clock`; null: the machine's
  std::shared_ptr<ServerObserver> observer;  ///< may be null
};

/// A listener for HTTP/1.1, plain or over TLS, that hands whole requests to a `Handler`.
///
/// Every connection stays on the thread that accepted it, and the handler's coroutine runs there: what it
/// awaits may rely on one thread per `io_context`. An answer leaves as `Handler::Reply` says: a delay holds
/// up its own connection only. The server sets `Content-Length` and `Connection` itself. Requests that are
/// malformed or too large are answered with a JSON body (`code`, `reason`, `message`) without asking the
/// handler; so is one whose handler throws (500) or takes too long (503).
class HttpServer {
 public:
  /// Listens when it returns. `kInvalidInput` with `Fact::kField` "address", "threads", "server-cert",
  /// "server-key" or "client-ca" for an option that cannot be used; `kUnavailable` when the port cannot be
  /// had.
  [[nodiscard]] static Result<std::unique_ptr<HttpServer>> Start(ServerOptions options,
                                                                 std::shared_ptr<http::Handler> handler);

  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  /// As `Stop()`.
  ~HttpServer();

  /// The port it listens on.
  [[nodiscard]] std::uint16_t port() const;

  /// Shows another certificate on connections that are made from now on; those that are there go on. With an
  /// error, which is as of `Start`, nothing changes. `kConflict` for a server without TLS. Any thread.
  [[nodiscard]] Result<void> ReplaceTls(const ServerTls& tls);

  /// Accepts nothing more, closes idle connections, gives requests in work `stop_timeout` to be answered, and
  /// then drops what is left: their coroutines are destroyed where they wait. Returns when all threads have
  /// ended. Not to be called from a handler. May be called more than once.
  void Stop();

 private:
  class Impl;
  explicit HttpServer(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace authtree::inline v0::server
