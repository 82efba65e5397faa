#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "authtree/core/error.h"
#include "authtree/onespan/api.h"

#include "secret_json_writer.h"

namespace authtree::inline v0::onespan {

/// Whether the risk engine will take a context: IAA demands fingerprint, relationship and session, OCA takes
/// a fingerprint or none. `kInvalidInput` with `Fact::kField`.
[[nodiscard]] std::optional<Error> CheckRisk(Product product, const RiskContext& risk);
/// The same for an operation that goes without a fingerprint, too.
[[nodiscard]] std::optional<Error> CheckRiskOfKnownDevice(Product product, const RiskContext& risk);

/// Writes a checked context. OCA is told of the client's address and fingerprint only.
void WriteRisk(SecretJsonWriter& body, Product product, const RiskContext& risk,
               std::string_view application_ref);

/// The dotted form of an IPv4 address, or of the one that an IPv6 address maps; nothing for all else.
[[nodiscard]] std::optional<std::string> DottedIpv4(const std::string& address);

}  // namespace authtree::inline v0::onespan
