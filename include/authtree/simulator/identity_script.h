#pragma once

#include <chrono>
#include <cstdint>

namespace authtree::inline v0::simulator {

/// What the simulated verification of an identity finds.
enum class IdentityResult : std::uint8_t {
  kPassed,
  kFailed,
  kUndefined,  ///< nothing, however long somebody waits
};

/// What becomes of every user who is sent to the simulated identity verification. Nobody is verified.
struct IdentityScript {
  IdentityResult result = IdentityResult::kPassed;
  /// So long after the user's visit the report has the result; until then it is undefined.
  std::chrono::seconds after{0};
};

}  // namespace authtree::inline v0::simulator
