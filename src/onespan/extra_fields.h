#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "authtree/core/error.h"
#include "authtree/onespan/api.h"
#include "authtree/onespan/operation.h"

#include "secret_json_writer.h"

namespace authtree::inline v0::onespan {

/// Whether the extra fields of a request may be sent: names that the request does not write
/// itself, each once; a text, a number or a truth value; within the limits of the fields that are known.
///
/// A registration may have `staticPassword` and `serialNumber` among them, a new or changed account
/// `staticPassword`. `kInvalidInput` with `Fact::kField`.
[[nodiscard]] std::optional<Error> CheckExtraFields(Operation operation,
                                                    const std::vector<ExtraField>& fields);

[[nodiscard]] bool HasExtraField(const std::vector<ExtraField>& fields, std::string_view name);

/// Writes checked fields in their order.
void WriteExtraFields(SecretJsonWriter& body, const std::vector<ExtraField>& fields);

/// True for a field of a request or a reply that the service's documentation names.
[[nodiscard]] bool IsWireField(std::string_view name);

}  // namespace authtree::inline v0::onespan
