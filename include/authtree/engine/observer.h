#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/error.h"
#include "authtree/node/state.h"

namespace authtree::inline v0 {

/// A state key that a step wrote. Never the value.
struct WrittenKey {
  Tier tier = Tier::kShared;
  std::string key;
  bool removed = false;
};

/// A node finished a step: it left by an outcome, or asks the user.
struct StepEvent {
  std::string_view journey;
  std::string_view node_id;
  std::string_view node_type;
  std::string_view display_name;
  std::string_view outcome;  ///< empty while the node asks or when it failed
  bool asked = false;
  bool inside_page = false;
  std::chrono::steady_clock::duration took{};
  std::vector<WrittenKey> written;
  std::optional<Error> error;  ///< of the node, also when it took the error outcome
};

/// How a round ended.
enum class RoundEnd : std::uint8_t { kAsked, kSucceeded, kDenied, kFailed };

/// "asked", "succeeded", "denied", "failed".
[[nodiscard]] std::string_view RoundEndName(RoundEnd end);

/// A round ended.
struct RoundEvent {
  std::string_view journey;
  RoundEnd end = RoundEnd::kFailed;
  std::size_t steps = 0;
  std::chrono::steady_clock::duration took{};
  std::optional<Error> error;  ///< of a failed round
};

/// Told what the engine does. Called on the thread that runs the round; must be thread safe and must not
/// throw. The views in an event are valid during the call only.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void OnStep(const StepEvent& event) = 0;
  virtual void OnRound(const RoundEvent& event) = 0;
};

}  // namespace authtree::inline v0
