#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "authtree/core/diagnostics.h"
#include "authtree/core/error.h"
#include "authtree/core/json.h"
#include "authtree/http/message.h"

namespace authtree::inline v0::vectors {

/// One request that left our node.
struct SentRequest {
  std::string method{};
  std::string path{};
  std::optional<std::string> query{};
  std::string host{};  ///< as in the Host header
  bool tls = false;
  http::Headers headers{};
  std::optional<std::string> body{};
};

using StateValues = std::map<std::string, Json>;

/// What one tier of state lost and got.
struct TierChange {
  StateValues written{};  ///< added or changed; a secret as its text
  std::vector<std::string> removed{};
};

/// What our node did with a case.
struct Observation {
  bool known_type = true;
  Diagnostics refused_config{};            ///< errors when the node was made; then nothing was run
  std::optional<Error> refused_service{};  ///< the client could not be made; then nothing was run
  std::optional<Error> error{};  ///< the error the node returned, also when its error outcome was taken
  std::string crash{};           ///< what was thrown; a fault of ours
  bool script_ended = false;     ///< it asked the service more often than the reference did
  bool needs_client_certificate = false;

  std::optional<std::string> outcome{};
  std::string error_outcome{};  ///< of the type; empty when it has none
  std::vector<SentRequest> requests{};
  TierChange shared{};
  TierChange transient{};
  TierChange secure{};
  Json callbacks = Json::array();
  std::chrono::system_clock::time_point now{};

  /// The node could not do its work. When it only missed an answer that the reference did not ask for, this
  /// says nothing about the node.
  [[nodiscard]] bool failed() const { return (error.has_value() && !script_ended) || !crash.empty(); }
  [[nodiscard]] bool was_run() const {
    return known_type && !refused_config.has_errors() && !refused_service;
  }
};

}  // namespace authtree::inline v0::vectors
