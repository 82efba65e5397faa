#pragma once

#include <string>

#include "authtree/core/result.h"
#include "authtree/node/state.h"
#include "authtree/node/state_contract.h"
#include "authtree/onespan/api.h"

namespace authtree::inline v0::nodes {

/// Declares what `SessionId` and `ReadRiskContext` read.
[[nodiscard]] StateContract ReadsRiskInputs();

/// The application session id of the journey, or a new one: a random UUID in hex.
[[nodiscard]] std::string SessionId(const StateView& state);

/// What the risk engine is told. `ErrorCode::kMissingState` when the product demands a device fingerprint and
/// no OS_Risk_CDDCNode left one; for the others it is optional.
[[nodiscard]] Result<onespan::RiskContext> ReadRiskContext(const StateView& state, onespan::Product product,
                                                           const std::string& user,
                                                           const std::string& session_id);

/// Session and relationship alone, for a device that is known or not to be told of.
[[nodiscard]] onespan::RiskContext RiskContextWithoutDevice(const StateView& state, onespan::Product product,
                                                            const std::string& user,
                                                            const std::string& session_id);

}  // namespace authtree::inline v0::nodes
