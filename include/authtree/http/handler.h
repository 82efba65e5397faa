#pragma once

#include "authtree/core/task.h"
#include "authtree/http/message.h"

namespace authtree::inline v0::http {

/// Answers requests that arrived at a server of ours.
class Handler {
 public:
  virtual ~Handler() = default;

  /// Must answer every request, with an error status if need be. Called from any server thread.
  [[nodiscard]] virtual Task<Response> Handle(ServerRequest request) = 0;
};

}  // namespace authtree::inline v0::http
