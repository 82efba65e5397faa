#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/diagnostics.h"

namespace authtree::inline v0::walk {

/// Where expectation and reality part. Holds nothing secret: what is secret is named, not shown.
struct Parting {
  std::size_t round = 0;   ///< 1 for the first; 0 for the end of the walk
  std::string place = {};  ///< of the expectation, as a JSON pointer into the walk file
  std::string expected = {};
  std::string got = {};
  std::vector<std::string> asked = {};  ///< what the round asks, when it asks
  std::string nearest = {};             ///< the name that was meant, perhaps
};

enum class WalkVerdict : std::uint8_t {
  kPassed,
  kFailed,    ///< `partings` says where
  kSkipped,   ///< the journey file is optional and not there
  kUnusable,  ///< `findings` says what is wrong with the walk or its journey
};

/// "passed", "failed", "skipped", "unusable".
[[nodiscard]] std::string_view WalkVerdictName(WalkVerdict verdict);

/// What came of a walk.
struct WalkReport {
  std::string file = {};
  std::string name = {};  ///< of the walk; the file's name when it has none
  WalkVerdict verdict = WalkVerdict::kUnusable;
  std::vector<Parting> partings = {};
  Diagnostics findings = {};
  std::size_t rounds = 0;                        ///< that were walked
  std::vector<std::string> path = {};            ///< "Register the user -> Success"
  std::vector<std::string> calls = {};           ///< that reached the service: "register_user 200"
  std::chrono::steady_clock::duration took{};    ///< real time
  std::chrono::steady_clock::duration passed{};  ///< time that passed in the walk
  [[nodiscard]] bool ok() const {
    return verdict == WalkVerdict::kPassed || verdict == WalkVerdict::kSkipped;
  }
};

/// Partings and findings, for people: a few lines each, indented; empty when there are none.
[[nodiscard]] std::string Explain(const WalkReport& report);

}  // namespace authtree::inline v0::walk
