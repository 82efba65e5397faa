#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authtree/core/json.h"

#include "attempt.h"
#include "exchange.h"

namespace authtree::inline v0::simulator {

/// `orchestrationDelivery`, `timeout`.
[[nodiscard]] DeviceQuestion ReadQuestion(const Json& body);
/// `title.text` of a message, or the fallback.
[[nodiscard]] std::string TitleOf(const Json* message, std::string_view fallback);
/// `dataFields`: labels and values.
[[nodiscard]] std::vector<DisplayLine> LinesOf(const Json& message);
[[nodiscard]] Secret SecretOf(const Json& body, std::string_view name);
/// Nothing when the member is absent.
[[nodiscard]] std::optional<Secret> OptionalSecretOf(const Json& body, std::string_view name);

/// Upper-case hexadecimal digits.
[[nodiscard]] Secret UpperHex(const Secret& bytes);

/// 202 when a push was sent and nobody has answered yet, else 200.
[[nodiscard]] http::Response AnswerAttempt(const Exchange& exchange, const AttemptAnswer& answer);

}  // namespace authtree::inline v0::simulator
