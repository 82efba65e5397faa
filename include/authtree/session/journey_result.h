#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "authtree/core/error.h"
#include "authtree/node/callback.h"
#include "authtree/node/state.h"

namespace authtree::inline v0 {

/// Why a round gave nothing.
enum class FailureCause : std::uint8_t {
  kRound,      ///< the engine failed the round
  kNoJourney,  ///< there is no journey of that name to be run
  kNoSession,  ///< the reference is unknown, has been used, or its session has expired
  kStore,      ///< the session could not be read or kept
  kRefused,    ///< the round was not taken on: nothing has happened, a reference stays good
};

/// The journey is over without a verdict. Nobody is let in.
struct JourneyFailed {
  FailureCause cause = FailureCause::kRound;
  Error error{ErrorCode::kInternal, "The round did not end."};
};

/// The journey reached its Failure end.
struct JourneyDenied {
  std::string message;  ///< for the client; empty: the default text
};

/// The answers do not fit what was asked. The session can still be used, with the same reference.
struct BadAnswers {
  Error error;
};

/// The journey asks.
struct JourneyPrompt {
  std::string journey;
  std::string reference;  ///< what `Submit` wants next; unguessable, good for one round
  std::string header;
  std::string description;
  std::string stage;
  std::vector<Callback> callbacks;
  std::chrono::system_clock::time_point expires;
};

/// The journey reached its Success end.
struct JourneySucceeded {
  std::string journey;
  std::string username;  ///< empty when the journey found out nobody's name
  JourneyState state;    ///< as the last node left it
};

/// How a round ended. A default-made one is `JourneyFailed`.
using JourneyResult = std::variant<JourneyFailed, JourneyDenied, BadAnswers, JourneyPrompt, JourneySucceeded>;

}  // namespace authtree::inline v0
