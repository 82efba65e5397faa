#pragma once

#include <string>
#include <vector>

#include "authtree/engine/engine.h"
#include "authtree/walk/run_walk.h"

#include "dialog.h"
#include "exit_code.h"
#include "options.h"

namespace authtree::inline v0::cli {

/// Remembers how the questions of a run were answered, and writes a walk file that does the same.
///
/// Passwords, hidden values and answers to prompts that are known to ask for a secret stay out of the file
/// unless the options say otherwise: in their place stands that whoever runs the walk gives them.
class WalkRecorder {
 public:
  /// `options` must outlive the recorder.
  explicit WalkRecorder(const RunOptions& options) : options_(options) {}

  /// Findings of the command line about recording.
  void Check(Diagnostics& diagnostics) const;

  /// A question was answered.
  void Add(const Prompt& prompt, const Answers& answers, const std::vector<AnswerOrigin>& origins);

  /// Walks the same way again and writes the file. Says on standard error what came of it; false when the
  /// walk could not be written, or does not end as the run did.
  [[nodiscard]] bool Write(const std::string& journey, ExitCode result);

 private:
  [[nodiscard]] walk::WalkAnswer Recorded(const Callback& callback, const Value& value, AnswerOrigin origin);
  [[nodiscard]] walk::WalkFile Draft(const std::string& journey) const;

  const RunOptions& options_;
  std::vector<walk::WalkRound> rounds_;
  walk::WalkOptions given_;  ///< the answers that do not go into the file
};

}  // namespace authtree::inline v0::cli
