#pragma once

#include <string_view>

#include "authtree/core/json.h"
#include "authtree/http/message.h"

namespace authtree::inline v0::am {

inline constexpr std::string_view kJsonType = "application/json";
inline constexpr std::string_view kLoginFailure = "Login failure";

/// "Unauthorized" for 401, ...
[[nodiscard]] std::string_view ReasonPhrase(int status);

/// An answer with AM's error body: `code`, `reason`, `message`, and `detail` unless that is null.
[[nodiscard]] http::Response ErrorResponse(int status, std::string_view message,
                                           OrderedJson detail = nullptr);

/// 401 "Session has timed out", in the form that makes clients start again.
[[nodiscard]] http::Response SessionTimedOut();

/// 401 for a login that did not succeed. An empty message stands for the default one.
[[nodiscard]] http::Response LoginFailure(std::string_view message = {});

}  // namespace authtree::inline v0::am
