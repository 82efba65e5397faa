#pragma once

#include <string_view>

#include "authtree/engine/journey.h"

namespace authtree::inline v0 {

/// By what a node leaves that stands for an inner tree.
inline constexpr std::string_view kInnerSuccess = "true";
inline constexpr std::string_view kInnerFailure = "false";
inline constexpr std::string_view kInnerError = "error";

/// Where an outcome leads; `kUnconnected` for one that the node does not have.
[[nodiscard]] NodeIndex TargetOf(const JourneyNode& node, std::string_view outcome);

/// The outcome of the node around it when an inner tree reaches one of its ends.
[[nodiscard]] inline std::string_view OutcomeOfEnd(NodeIndex end) {
  return end == kSuccessEnd ? kInnerSuccess : kInnerFailure;
}

}  // namespace authtree::inline v0
