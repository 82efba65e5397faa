#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/error.h"
#include "authtree/core/result.h"
#include "authtree/node/state.h"

namespace authtree::inline v0 {

/// A state key that a step wrote. Never the value.
struct WrittenKey {
  Tier tier = Tier::kShared;
  std::string key;
  bool removed = false;
};

/// Whose round it is, as far as the host and the journey know by now. What is not known is empty.
struct RoundContext {
  std::string_view transaction_id;  ///< of the request (`RequestContext`)
  std::string_view tracking_id;     ///< of the journey, the same in all its rounds (`RequestContext`)
  std::string_view client_ip;
  std::string_view username;    ///< shared `username`; somebody typed it, nobody may have checked it
  std::int64_t auth_level = 0;  ///< shared `authLevel`
};

/// A journey begins: its first round is about to run.
struct BeginEvent {
  std::string_view journey;
  RoundContext context;
};

/// A node finished a step: it left by an outcome, or asks the user.
struct StepEvent {
  std::string_view journey;
  RoundContext context;
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
enum class RoundEnd : std::uint8_t {
  kAsked,
  kSucceeded,
  kDenied,
  kFailed,
  kExpired,  ///< it was not run: the time of the journey was over
};

/// "asked", "succeeded", "denied", "failed", "expired".
[[nodiscard]] std::string_view RoundEndName(RoundEnd end);

/// A round ended.
struct RoundEvent {
  std::string_view journey;
  RoundContext context;
  RoundEnd end = RoundEnd::kFailed;
  std::size_t steps = 0;
  std::chrono::steady_clock::duration took{};
  std::optional<Error> error;  ///< of a round that failed or expired
};

/// Told what the engine does. Called on the thread that runs the round; must be thread safe and must not
/// throw. The views in an event are valid during the call only.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void OnBegin(const BeginEvent& event);
  virtual void OnStep(const StepEvent& event) = 0;
  virtual void OnRound(const RoundEvent& event) = 0;
  /// Asked when a journey has reached its Success end, before anybody is told and before `OnRound`. An error
  /// makes a failed round of it: so that nobody gets in while what must be written down cannot be. As it is
  /// made, everybody is admitted.
  [[nodiscard]] virtual Result<void> Admit(const RoundEvent& event);
};

}  // namespace authtree::inline v0
