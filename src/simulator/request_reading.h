#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange.h"

namespace authtree::inline v0::simulator {

/// User and domain as a path names them.
struct UserKey {
  std::string user_id;
  std::string domain;
};

/// A segment `userID@domain`; nothing when it is none.
[[nodiscard]] std::optional<UserKey> ParseUserKey(std::string_view segment);

/// The first segment of the path, `userID@domain`. A single raw at sign divides it; otherwise, for callers
/// that encode that one as well, the last at sign of the decoded text. Nothing, and a finding, when it is
/// none.
[[nodiscard]] std::optional<UserKey> ReadUserKey(const Exchange& exchange, std::string_view object,
                                                 std::vector<ValidationError>& errors);

/// A segment that keeps a rule; empty, and a finding, when it does not.
[[nodiscard]] std::string ReadSegment(const Exchange& exchange, std::size_t index, const FieldRule& rule,
                                      std::string_view object, std::vector<ValidationError>& errors);

/// The schema that `objectType` names, or an error when it names none of the two.
[[nodiscard]] const Schema* ChooseSchema(const Json& body, const Schema& plain, const Schema& adaptive,
                                         std::vector<ValidationError>& errors);

void CheckEnvironmentHeader(const Exchange& exchange, const Schema& schema,
                            std::vector<ValidationError>& errors);

/// A user in the path and a payload, both checked.
struct UserRequest {
  UserKey user;
  Json body;
  const Schema* schema = nullptr;  ///< the one that was chosen
};
/// For operations on a user whose payload has one form, or two that `objectType` tells apart; otherwise the
/// answer that refuses the request: 400, 415.
[[nodiscard]] tl::expected<UserRequest, http::Response> ReadUserRequest(const Exchange& exchange,
                                                                        const Schema& schema);
[[nodiscard]] tl::expected<UserRequest, http::Response> ReadUserRequest(const Exchange& exchange,
                                                                        const Schema& plain,
                                                                        const Schema& adaptive);

}  // namespace authtree::inline v0::simulator
