#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/node/config_spec.h"
#include "authtree/node/node.h"

namespace authtree::inline v0::nodes {

/// Makes the client wait, and come back.
///
/// `DONE` only when the time is over: a client that comes early is told to wait again. `EXITED` when the user
/// pressed the exit button, `SPAM` when a client came early more often than allowed; looked at in the order
/// exit, spam, done. Keeps `<node id>.end_time` (epoch milliseconds) and `<node id>.spam_count` in shared
/// state while it waits, and removes them when it is left.
class PollingWaitNode final : public SyncNode {
 public:
  static constexpr std::string_view kType = "PollingWaitNode";
  static constexpr std::string_view kSummary = "Makes the client wait before the journey goes on.";

  struct Config {
    std::int64_t seconds_to_wait = 8;
    bool spam_detection = false;
    std::int64_t spam_tolerance = 3;
    TextMap waiting_message;
    bool exitable = false;
    TextMap exit_message;
  };
  static ConfigSpec<Config> Spec();
  static std::vector<std::string> Outcomes(const Config& config);

  explicit PollingWaitNode(Config config) : config_(std::move(config)) {}

  [[nodiscard]] StateContract Contract() const override;
  [[nodiscard]] Result<Action> Step(const StepContext& step) const override;

 private:
  [[nodiscard]] std::string WaitingMessage(const StepContext& step) const;
  [[nodiscard]] std::string ExitMessage(const StepContext& step) const;

  Config config_;
};

}  // namespace authtree::inline v0::nodes
