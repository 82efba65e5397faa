#pragma once

#include "authtree/core/call_context.h"
#include "authtree/core/result.h"
#include "authtree/core/task.h"
#include "authtree/http/message.h"

namespace authtree::inline v0::http {

/// Sends requests. One const transport serves every thread.
class Transport {
 public:
  virtual ~Transport() = default;

  /// Sends one request and waits for the whole reply, at most until the deadline of `call`.
  ///
  /// Any HTTP status is a value; an `Error` means there was no usable reply:
  /// `kTimeout` (deadline), `kUnavailable` (refused, reset, truncated, name not found), `kRejected` (TLS: the
  /// peer is not who it should be, or does not accept us; a reply over the size limit).
  [[nodiscard]] virtual Task<Result<Response>> Send(Request request, CallContext call) const = 0;
};

}  // namespace authtree::inline v0::http
