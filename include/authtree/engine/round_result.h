#pragma once

#include <string>
#include <variant>
#include <vector>

#include "authtree/core/error.h"
#include "authtree/engine/session.h"

namespace authtree::inline v0 {

/// The round could not be carried out: a node without an error outcome failed, a node met a mistake of this
/// program (`kInternal`), a budget was spent, an answer did not fit. Nobody is let in.
struct Failed {
  Error error{ErrorCode::kInternal, "The round did not end."};
};

/// The journey reached its Failure end.
struct Denied {
  std::string message;  ///< for the client; empty: the default text
};

/// A node asks the user.
struct Prompt {
  std::string header;
  std::string description;
  std::string stage;
  JourneySession session;  ///< to be handed to `Submit` with the answers

  [[nodiscard]] const std::vector<Callback>& callbacks() const { return session.pending; }
};

/// The journey reached its Success end.
struct Succeeded {
  std::string username;  ///< shared `username`
  JourneyState state;    ///< as the last node left it
};

/// How a round ended. A default-made one is `Failed`.
using RoundResult = std::variant<Failed, Denied, Prompt, Succeeded>;

}  // namespace authtree::inline v0
