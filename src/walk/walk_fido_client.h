#pragma once

#include <optional>
#include <string>

#include "authtree/core/secret.h"
#include "authtree/node/callback.h"
#include "authtree/simulator/virtual_fido_client.h"

namespace authtree::inline v0::walk {

/// The virtual FIDO client of a walk: the browser and the security key of the person who walks. One
/// credential is its own.
class WalkFidoClient {
 public:
  /// Forgets what it was asked: another prompt is shown.
  void BeginPrompt() { request_.reset(); }
  /// Takes the request in a hidden value; what is none is passed over.
  void Look(const Callback& hidden);
  /// The answer to the request of this prompt. Nothing when there is none, or when it is for other
  /// credentials.
  [[nodiscard]] std::optional<Secret> Answer() const;

 private:
  struct Request {
    Secret text;
    bool registers = false;
  };

  simulator::VirtualFidoClient client_;
  std::optional<Request> request_;
};

}  // namespace authtree::inline v0::walk
