#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "authtree/core/error.h"
#include "authtree/core/json.h"

#include "exit_code.h"
#include "path_recorder.h"

namespace authtree::inline v0::cli {

/// What is told about a run when it is over. Holds nothing secret.
struct RunReport {
  std::string journey;
  ExitCode result = ExitCode::kFailed;
  std::string user;
  std::string license;   ///< serial of the license that was used
  std::string instance;  ///< serial of the activated authenticator
  std::string message;   ///< of a denied journey
  std::optional<Error> error;
  std::vector<std::string> messages;
  std::size_t rounds = 0;
  std::chrono::steady_clock::duration took{};
  std::vector<TakenStep> steps;
};

/// "success", "denied", "usage" or "failed".
[[nodiscard]] std::string ResultName(ExitCode result);

[[nodiscard]] std::string ReportText(const RunReport& report);
[[nodiscard]] OrderedJson ReportJson(const RunReport& report);

}  // namespace authtree::inline v0::cli
