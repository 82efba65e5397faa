#pragma once

#include <cstddef>
#include <memory>

#include "authtree/core/clock.h"
#include "authtree/core/manual_clock.h"
#include "authtree/http/handler.h"
#include "authtree/http/transport.h"

namespace authtree::inline v0::simulator {

/// Gives requests straight to a handler in the same process, whatever host they name: no socket, no TLS. As
/// safe to share between threads as its handler.
///
/// What the handler does to an answer on its way (`http::ServerReply`) ends as it does for a client behind a
/// socket: a delay beyond the deadline is `kTimeout`, a reset or truncated answer `kUnavailable`, one over
/// 1 MiB `kRejected`, with the sentences and reasons of `http::CurlTransport`. A request that may be sent
/// again (`http::Resend::kSafe`) is, once, after its connection broke.
class InProcessTransport final : public http::Transport {
 public:
  /// Delays take the time of the machine, by which deadlines are to be measured as well.
  explicit InProcessTransport(std::shared_ptr<http::Handler> handler);
  /// Nothing waits: a delay moves the clock, by which deadlines are to be measured as well.
  InProcessTransport(std::shared_ptr<http::Handler> handler, std::shared_ptr<ManualClock> clock);

  [[nodiscard]] Task<Result<http::Response>> Send(http::Request request, CallContext call) const override;

 private:
  Task<Result<http::Response>> SendOnce(const http::Request& request, CallContext call) const;
  /// False when the deadline comes first; then it is the time of the deadline.
  Task<bool> Wait(std::chrono::milliseconds delay, CallContext call) const;

  std::shared_ptr<http::Handler> handler_;
  std::shared_ptr<ManualClock> manual_;  ///< null: the time of the machine
};

}  // namespace authtree::inline v0::simulator
