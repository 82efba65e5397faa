#pragma once

#include <string>

#include "authtree/core/error.h"
#include "authtree/http/message.h"
#include "authtree/onespan/operation.h"

namespace authtree::inline v0::onespan {

/// What a reply with a status other than 2xx means: a code, a sentence that says what to do, and as facts
/// route, status, correlation id and, for a 400, the name of the field that was refused. Never a text of the
/// service, which may echo what we sent.
[[nodiscard]] Error ReplyError(Operation operation, const http::Response& reply);

/// The id to quote to the service's support: of the header or, without one, of an error's body. Only a UUID;
/// else empty.
[[nodiscard]] std::string CorrelationId(const http::Response& reply);

}  // namespace authtree::inline v0::onespan
