#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "authtree/engine/observer.h"

namespace authtree::inline v0::walk {

/// A step that a journey took; children of pages are left out.
struct PathStep {
  std::string display_name;
  std::string type;
  std::string node_id;
  std::string ending;  ///< " -> Success", " asks", " failed"

  /// "Register the user -> Success"; by type when the node has no display name.
  [[nodiscard]] std::string Text() const;
  /// Whether a line of a walk file means this step: by display name, type or id.
  [[nodiscard]] bool Is(std::string_view line) const;
};

/// Remembers the steps of a walk, which runs on one thread.
class StepPath final : public Observer {
 public:
  void OnStep(const StepEvent& event) override;
  void OnRound(const RoundEvent& event) override;

  [[nodiscard]] const std::vector<PathStep>& steps() const { return steps_; }

 private:
  std::vector<PathStep> steps_;
};

}  // namespace authtree::inline v0::walk
