#pragma once

#include <string_view>

#include "authtree/core/result.h"
#include "authtree/core/secret.h"
#include "authtree/http/message.h"
#include "authtree/onespan/risk_calls.h"

namespace authtree::inline v0::onespan {

/// `kInvalidInput` with `Fact::kField`.
[[nodiscard]] Result<Secret> InsertTransactionBody(const InsertTransactionRequest& request,
                                                   std::string_view application_ref);

/// An answer with status 2xx. `kRejected` with `Fact::kField` for what breaks the contract.
[[nodiscard]] Result<InsertTransactionReply> ReadInsertedTransaction(const http::Response& reply);

}  // namespace authtree::inline v0::onespan
