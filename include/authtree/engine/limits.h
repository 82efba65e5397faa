#pragma once

#include <chrono>
#include <cstddef>

namespace authtree::inline v0 {

/// What one round may cost.
struct EngineLimits {
  /// Steps of nodes, those inside pages included. Ends loops that never ask.
  std::size_t steps = 1000;
  /// Time for the calls of one round: browser clients give up after 5 s.
  std::chrono::milliseconds round{4000};
  /// What is left of it for the error branch when a call takes all it may.
  std::chrono::milliseconds reserve{200};
  /// Life of a journey whose file names none.
  std::chrono::minutes journey{5};
};

}  // namespace authtree::inline v0
