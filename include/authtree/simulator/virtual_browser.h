#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authtree/core/result.h"
#include "authtree/simulator/onespan_service.h"

namespace authtree::inline v0::simulator {

/// Names and values of the query of an address, decoded.
using AddressParameters = std::vector<std::pair<std::string, std::string>>;

/// What stands in the query of an address; nothing when that is not well formed.
[[nodiscard]] std::optional<AddressParameters> ParametersOf(std::string_view address);

/// A stand-in for the user's browser: opens a page of the simulated identity verification, whatever host its
/// address names, and tells the parameters with which it is sent back. `ErrorCode::kInvalidInput` when this
/// is no address; `kNotFound` when the service has no such page, or sends nobody back from it.
///
/// @code
///   auto back = VisitIdentityPage(service, access_url);  // {{"transaction", "..."}, {"opaqueId", "..."}}
/// @endcode
[[nodiscard]] Result<AddressParameters> VisitIdentityPage(OneSpanService& service, std::string_view address);

}  // namespace authtree::inline v0::simulator
