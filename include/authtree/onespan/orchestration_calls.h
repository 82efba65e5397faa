#pragma once

#include <utility>

#include "authtree/core/secret.h"

namespace authtree::inline v0::onespan {

/// `POST /orchestration-commands` (trustedDeviceCmdUsingPOST): a command of the user's app, passed on
/// unchanged. What a command says is known to the vendor's app and service only.
class OrchestrationRequest {
 public:
  explicit OrchestrationRequest(Secret command) : command_(std::move(command)) {}
  /// Hex.
  [[nodiscard]] const Secret& command() const { return command_; }

 private:
  Secret command_;
};

struct OrchestrationReply {
  Secret command;  ///< hex, for the app
};

}  // namespace authtree::inline v0::onespan
