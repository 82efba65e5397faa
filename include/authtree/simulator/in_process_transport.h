#pragma once

#include <memory>

#include "authtree/http/handler.h"
#include "authtree/http/transport.h"

namespace authtree::inline v0::simulator {

/// Gives requests straight to a handler in the same process, whatever host they name: no socket, no TLS, no
/// deadline of its own. As safe to share between threads as its handler.
class InProcessTransport final : public http::Transport {
 public:
  explicit InProcessTransport(std::shared_ptr<http::Handler> handler);

  [[nodiscard]] Task<Result<http::Response>> Send(http::Request request, CallContext call) const override;

 private:
  std::shared_ptr<http::Handler> handler_;
};

}  // namespace authtree::inline v0::simulator
