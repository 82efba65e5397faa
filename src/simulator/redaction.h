#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "authtree/http/message.h"

namespace authtree::inline v0::simulator {

/// Who sends a body: an answer's `message` is a text of the service, a request's may be an activation
/// message.
enum class BodyOf : std::uint8_t { kRequest, kAnswer };

/// A body as it may be shown to whoever watches: JSON in which texts and numbers are replaced, except those
/// of members whose names are known to be harmless. Of anything else only its size. Empty for an empty body.
/// What comes back is printable ASCII.
[[nodiscard]] std::string ShownBody(BodyOf sender, std::string_view media_type, std::string_view body);

/// The path and the query of a request in the same way. `segments` stand for the placeholders of `route`,
/// still encoded; those that hold no name of a user or of an authenticator stay placeholders.
[[nodiscard]] std::string ShownTarget(std::string_view route, std::span<const std::string> segments,
                                      const http::ServerRequest& request);

}  // namespace authtree::inline v0::simulator
