#pragma once

#include "authtree/am/authenticate_observer.h"
#include "authtree/core/fan_out.h"

namespace authtree::inline v0::am {

/// Tells several observers what the authenticate endpoint answers.
class FanOutAuthenticateObserver final : public AuthenticateObserver, private FanOut<AuthenticateObserver> {
 public:
  using FanOut::FanOut;

  void OnAuthenticate(const AuthenticateEvent& event) override {
    Tell(&AuthenticateObserver::OnAuthenticate, event);
  }
};

}  // namespace authtree::inline v0::am
