#pragma once

#include "authtree/core/fan_out.h"
#include "authtree/session/session_observer.h"

namespace authtree::inline v0 {

/// Tells several observers what happens to sessions.
class FanOutSessionObserver final : public SessionObserver, private FanOut<SessionObserver> {
 public:
  using FanOut::FanOut;

  void OnStore(const StoreEvent& event) override { Tell(&SessionObserver::OnStore, event); }
  void OnKeyReload(const KeyReload& event) override { Tell(&SessionObserver::OnKeyReload, event); }
};

}  // namespace authtree::inline v0
