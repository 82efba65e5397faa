#pragma once

#include "authtree/http/handler.h"
#include "authtree/simulator/fault_rule.h"

#include "exchange.h"

namespace authtree::inline v0::simulator {

/// True when the service carries a request out before a fault of that kind spoils the answer.
[[nodiscard]] bool IsCarriedOut(FaultKind kind);

/// What leaves in place of `answer`, which is the service's own; an empty one when it was not asked. Where
/// nothing leaves, the reply still holds an answer for callers that do not look at the delivery: 503.
[[nodiscard]] http::ServerReply Spoil(const FaultRule& fault, const ErrorContext& context,
                                      http::Response answer);

}  // namespace authtree::inline v0::simulator
