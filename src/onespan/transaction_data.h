#pragma once

#include <optional>
#include <vector>

#include "authtree/core/error.h"
#include "authtree/core/json.h"
#include "authtree/onespan/authentication_calls.h"

#include "secret_json_writer.h"

namespace authtree::inline v0::onespan {

/// `kInvalidInput` with `Fact::kField` for what the service would refuse.
[[nodiscard]] std::optional<Error> CheckTransactionData(Product product, const TransactionData& data);

/// Writes checked data as the member `data`.
void WriteTransactionData(SecretJsonWriter& body, Product product, const TransactionData& data);

[[nodiscard]] std::optional<Error> CheckDisplayFields(const std::vector<DisplayField>& fields);

/// `[{"key":{"text":…},"value":{"text":…}}, …]`
[[nodiscard]] Json DisplayFieldsJson(const std::vector<DisplayField>& fields);

}  // namespace authtree::inline v0::onespan
