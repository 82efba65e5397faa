#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "authtree/engine/engine.h"
#include "authtree/walk/walk_report.h"

#include "seen.h"
#include "step_path.h"
#include "walk_device.h"
#include "walk_fido_client.h"
#include "walk_world.h"

namespace authtree::inline v0::walk {

/// What happened on a walk.
struct WalkTrace {
  std::vector<SeenPrompt> prompts;
  /// How it ended: `Prompt` when something was still asked and the walk had no answer, or could not give it.
  RoundResult result;
  std::optional<Parting> stopped;     ///< why an answer could not be given
  std::vector<std::string> messages;  ///< texts that were shown
  std::vector<PathStep> steps;
  std::vector<std::string> calls;
  std::chrono::steady_clock::duration passed{};
};

/// Walks a journey as a walk file says, whatever it is asked. Compares nothing. For one walk.
class Walker {
 public:
  /// All of them must outlive the walker.
  Walker(const WalkFile& walk, const WalkOptions& options, WalkWorld& world);

  [[nodiscard]] WalkTrace Walk(const std::shared_ptr<const Journey>& journey);

 private:
  /// Looks at what is asked; false when the walk stops here.
  bool See(const Prompt& prompt);
  void ScanPicture(const Callback& hidden);
  /// Does what the round says before its answer; false after `trace_.stopped` was set.
  [[nodiscard]] bool Prepare(const WalkRound& round, const std::vector<Callback>& callbacks);
  void Follow(const Json& script);
  [[nodiscard]] bool ActivateOnline(const std::string& user);
  [[nodiscard]] bool Administrate(const AdministratorActs& acts);
  /// The answers to a prompt, or nothing after `trace_.stopped` was set.
  [[nodiscard]] std::optional<Answers> AnswersTo(const WalkRound& round,
                                                 const std::vector<Callback>& callbacks);
  [[nodiscard]] std::optional<Value> AnswerTo(const Callback& callback, const WalkAnswer& answer,
                                              const std::string& place);
  [[nodiscard]] std::optional<Secret> TextOf(const Callback& callback, const WalkAnswer& answer,
                                             const std::string& place);
  /// The next answer that whoever runs the walk has for a prompt.
  [[nodiscard]] std::optional<Secret> GivenText(const std::string& name);
  /// The JSON pointer to a member of the round that asks.
  [[nodiscard]] std::string RoundPlace(std::string_view member) const;
  void Stop(const std::string& place, std::string expected, std::string got, std::string nearest = {});

  const WalkFile& walk_;
  const WalkOptions& options_;
  WalkWorld& world_;
  boost::asio::io_context context_{1};
  std::optional<WalkDevice> device_;
  WalkFidoClient fido_;
  std::map<std::string, std::size_t, std::less<>> given_;  ///< how many answers of `options_` were used
  WalkTrace trace_;
};

}  // namespace authtree::inline v0::walk
