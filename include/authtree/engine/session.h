#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "authtree/node/callback.h"
#include "authtree/node/state.h"

namespace authtree::inline v0 {

/// A journey between two rounds: plain data, to be kept by a store and handed back with the answers.
///
/// Holds secrets; a store keeps it sealed (session/sealer.h).
struct JourneySession {
  std::string journey;            ///< id of the journey
  std::string node;               ///< id of the node that waits
  JourneyState state;             ///< shared and secure tiers
  std::vector<Callback> pending;  ///< what the user was asked
  std::string error_message;      ///< for the client, should the journey end in failure
  std::chrono::system_clock::time_point expires;
};

}  // namespace authtree::inline v0
