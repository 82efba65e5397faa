#include "authtree/engine/observer.h"

namespace authtree::inline v0 {

std::string_view RoundEndName(RoundEnd end) {
  switch (end) {
    case RoundEnd::kAsked:
      return "asked";
    case RoundEnd::kSucceeded:
      return "succeeded";
    case RoundEnd::kDenied:
      return "denied";
    case RoundEnd::kFailed:
      return "failed";
    case RoundEnd::kExpired:
      return "expired";
  }
  return "failed";
}

void Observer::OnBegin(const BeginEvent& /*event*/) {}
Result<void> Observer::Admit(const RoundEvent& /*event*/) { return {}; }

}  // namespace authtree::inline v0
