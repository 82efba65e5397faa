#pragma once

#include "authtree/core/fan_out.h"
#include "authtree/engine/observer.h"

namespace authtree::inline v0 {

/// Tells several observers what the engine does.
///
/// @code
///   auto both = std::make_shared<FanOutObserver>(
///       std::vector<std::shared_ptr<Observer>>{log, metrics});
///   const Engine engine(clock, both);
/// @endcode
class FanOutObserver final : public Observer, private FanOut<Observer> {
 public:
  using FanOut::FanOut;

  void OnBegin(const BeginEvent& event) override { Tell(&Observer::OnBegin, event); }
  void OnStep(const StepEvent& event) override { Tell(&Observer::OnStep, event); }
  void OnRound(const RoundEvent& event) override { Tell(&Observer::OnRound, event); }
  /// Asks one after the other, and ends with the first that says no.
  [[nodiscard]] Result<void> Admit(const RoundEvent& event) override {
    for (const auto& observer : observers()) {
      if (Result<void> admitted = observer->Admit(event); !admitted) return admitted;
    }
    return {};
  }
};

}  // namespace authtree::inline v0
