#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "authtree/engine/engine.h"
#include "authtree/testkit/manual_clock.h"

#include "export_builder.h"
#include "test_nodes.h"

namespace authtree::inline v0::testing {

/// Keeps what the engine tells, as text: "node -> outcome", "node asks", "node error code".
class RecordingObserver final : public Observer {
 public:
  struct Step {
    std::string line;
    std::vector<WrittenKey> written;
    std::optional<Error> error;
    std::string node_type;
    std::string display_name;
    std::string journey;
    bool inside_page = false;
    std::chrono::steady_clock::duration took{};
  };

  void OnStep(const StepEvent& event) override;
  void OnRound(const RoundEvent& event) override;

  [[nodiscard]] std::vector<std::string> Lines() const;

  std::vector<Step> steps;
  std::vector<RoundEvent> rounds;  ///< `journey` is not to be looked at
};

/// One journey, one engine, one clock: runs rounds to their end on a loop of its own.
class EngineBench {
 public:
  EngineBench();

  ExportBuilder& journey() { return builder_; }
  /// Another tree of the same file.
  void AddTree(ExportBuilder tree) { others_.push_back(std::move(tree)); }
  void On(const std::string& node_id, std::function<Result<Action>(const StepContext&)> behaviour);
  void OnTask(const std::string& node_id, std::function<Task<Result<Action>>(const StepContext&)> behaviour);
  EngineLimits& limits() { return limits_; }
  testkit::ManualClock& clock() { return *clock_; }
  RecordingObserver& observer() { return *observer_; }

  /// The journey as it stands now; fails the test on an error in it.
  std::shared_ptr<const Journey> Load() const;
  [[nodiscard]] Engine MakeEngine() const { return Engine(clock_, observer_, limits_); }

  RoundResult Begin(RequestContext request = RequestContext());
  /// Answers the last prompt.
  RoundResult Submit(Answers answers, RequestContext request = RequestContext());
  /// Answers a prompt with one text a callback.
  RoundResult SubmitTexts(const std::vector<std::string>& texts);

  /// The prompt of the last round; fails the test when there is none.
  const Prompt& prompt() const;
  [[nodiscard]] bool prompted() const { return session_ != nullptr; }

 private:
  RoundResult Keep(RoundResult result);

  ExportBuilder builder_;
  std::vector<ExportBuilder> others_;
  std::shared_ptr<Behaviours> behaviours_ = std::make_shared<Behaviours>();
  std::shared_ptr<testkit::ManualClock> clock_ = std::make_shared<testkit::ManualClock>();
  std::shared_ptr<RecordingObserver> observer_ = std::make_shared<RecordingObserver>();
  EngineLimits limits_;
  std::unique_ptr<Prompt> session_;
};

/// Runs a round on a loop of its own. An exception that comes out of it fails the test.
RoundResult RunRound(Task<RoundResult> round);

/// "succeeded", "denied", "asked", or "failed" with code and sentence.
std::string EndOf(const RoundResult& result);
/// The error of a failed round; a fixed other one when it did not fail.
Error ErrorOf(const RoundResult& result);
/// The value of a key as text: "(none)", "(secret)", or the JSON.
std::string KeyOf(const JourneyState& state, std::string_view key);
/// The same after a round that succeeded or asked.
std::string KeyOf(const RoundResult& result, std::string_view key);

}  // namespace authtree::inline v0::testing
