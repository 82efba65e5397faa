#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "authtree/engine/observer.h"

namespace authtree::inline v0::cli {

/// A step as it was taken.
struct TakenStep {
  std::string node_id;
  std::string type;
  std::string display_name;
  std::string outcome;  ///< empty while the node asked or when it failed
  bool asked = false;
  bool inside_page = false;
  std::chrono::steady_clock::duration took{};
  std::vector<WrittenKey> written;
  std::optional<Error> error;
};

/// Remembers the steps of a run, and tells each to `on_step` as it is taken.
class PathRecorder final : public Observer {
 public:
  explicit PathRecorder(std::function<void(const TakenStep&)> on_step) : on_step_(std::move(on_step)) {}

  void OnStep(const StepEvent& event) override;
  void OnRound(const RoundEvent& event) override;

  [[nodiscard]] std::vector<TakenStep> steps() const;

 private:
  std::function<void(const TakenStep&)> on_step_;
  mutable std::mutex mutex_;
  std::vector<TakenStep> steps_;
};

/// "12.3 ms".
[[nodiscard]] std::string InMilliseconds(std::chrono::steady_clock::duration took);

/// One line about a step: node, outcome, time and the keys it wrote. Never a value.
[[nodiscard]] std::string TraceLine(const TakenStep& step);

}  // namespace authtree::inline v0::cli
