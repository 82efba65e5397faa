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
  }
  return "failed";
}

}  // namespace authtree::inline v0
