#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace authtree::inline v0::bench {

/// Where the calls go.
struct CallTarget {
  std::string base_url;  ///< "https://127.0.0.1:4711"
  std::string ca_pem;
};

/// One way to make calls, with a number of them under way at a time. Connections live as long as the loop.
class CallLoop {
 public:
  virtual ~CallLoop() = default;
  /// Makes that many calls; ends the program when one fails.
  virtual void Run(std::size_t calls) = 0;
};

/// An engine that runs a journey of one node and one call, with `RestApi` and `CurlTransport`.
[[nodiscard]] std::unique_ptr<CallLoop> MakeEngineLoop(const CallTarget& target, std::size_t concurrency);
/// libcurl's multi handle and `multi_socket_action` on Asio, one easy handle a call under way, nothing else.
[[nodiscard]] std::unique_ptr<CallLoop> MakeMultiLoop(const CallTarget& target, std::size_t concurrency);
/// One thread and one easy handle, used again and again, a call under way.
[[nodiscard]] std::unique_ptr<CallLoop> MakeEasyLoop(const CallTarget& target, std::size_t concurrency);
/// The same with a new connection for every call.
[[nodiscard]] std::unique_ptr<CallLoop> MakeReconnectingLoop(const CallTarget& target,
                                                             std::size_t concurrency);

}  // namespace authtree::inline v0::bench
