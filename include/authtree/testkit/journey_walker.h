#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "authtree/engine/engine.h"
#include "authtree/simulator/virtual_digipass.h"

namespace authtree::inline v0::testkit {

/// Remembers the steps of a walk as "type -> outcome", a prompt as "type asks", a failure as "type failed".
class StepLog final : public Observer {
 public:
  void OnStep(const StepEvent& event) override;
  void OnRound(const RoundEvent& event) override;

  /// Steps of the journey's own nodes; children of pages are left out.
  [[nodiscard]] const std::vector<std::string>& steps() const { return steps_; }
  /// Error of the last step that had one.
  [[nodiscard]] const std::optional<Error>& last_error() const { return last_error_; }

 private:
  std::vector<std::string> steps_;
  std::optional<Error> last_error_;
};

/// Walks a journey in a test the way a person with a Digipass would. Blocks; for one thread.
///
/// @code
///   JourneyWalker walker(journey, Engine(clock, log));
///   walker.Give("User Name", "jdoe").UseDigipass();
///   walker.WalkToEnd();
///   EXPECT_TRUE(walker.succeeded());
/// @endcode
class JourneyWalker {
 public:
  JourneyWalker(std::shared_ptr<const Journey> journey, Engine engine)
      : journey_(std::move(journey)), engine_(std::move(engine)) {}

  /// The answer to a prompt, or to the hidden value of that id, each time it is asked.
  JourneyWalker& Give(std::string prompt, std::string value);
  /// Reads every picture; what the device shows answers the prompts `deviceCode` and `signature`.
  JourneyWalker& UseDigipass(simulator::DigipassConfig config = {});
  JourneyWalker& From(std::string client_ip);

  /// The first round.
  JourneyWalker& Begin();
  /// One more round, with what was given.
  JourneyWalker& Submit();
  /// One more round, with answers of the test's own.
  JourneyWalker& Submit(Answers answers);
  /// Rounds until the journey ends, at most `most_rounds`.
  JourneyWalker& WalkToEnd(int most_rounds = 50);

  [[nodiscard]] const RoundResult& result() const { return result_; }
  /// What is being asked; empty when nothing is.
  [[nodiscard]] const std::vector<Callback>& callbacks() const;
  /// The value a hidden callback shows.
  [[nodiscard]] std::optional<std::string> HiddenOutput(std::string_view id) const;
  /// What the device showed last for "deviceCode" or "signature".
  [[nodiscard]] std::string Reading(std::string_view prompt) const;
  /// Error texts that were shown, in order.
  [[nodiscard]] const std::vector<std::string>& messages() const { return messages_; }

  [[nodiscard]] bool asks() const { return std::holds_alternative<Prompt>(result_); }
  [[nodiscard]] bool succeeded() const { return std::holds_alternative<Succeeded>(result_); }
  [[nodiscard]] bool denied() const { return std::holds_alternative<Denied>(result_); }
  [[nodiscard]] bool failed() const { return std::holds_alternative<Failed>(result_); }
  /// A state key at the end of a journey that succeeded, or between rounds, as text; secrets too.
  [[nodiscard]] std::optional<std::string> StateText(std::string_view key) const;

 private:
  void Drive(Task<RoundResult> round);
  void Look();
  [[nodiscard]] Answers Collect() const;
  [[nodiscard]] RequestContext Request() const { return RequestContext(client_ip_); }

  std::unique_ptr<boost::asio::io_context> context_ = std::make_unique<boost::asio::io_context>(1);
  std::shared_ptr<const Journey> journey_;
  Engine engine_;
  std::string client_ip_ = "192.0.2.10";
  std::map<std::string, std::string, std::less<>> given_;
  std::map<std::string, std::string, std::less<>> readings_;
  std::optional<simulator::VirtualDigipass> device_;
  std::vector<std::string> messages_;
  RoundResult result_;
};

}  // namespace authtree::inline v0::testkit
