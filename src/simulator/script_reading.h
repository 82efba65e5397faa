#pragma once

#include <string>
#include <vector>

#include "authtree/core/object_reader.h"
#include "authtree/simulator/identity_script.h"
#include "authtree/simulator/requests.h"

namespace authtree::inline v0::simulator {

/// `decision` ("accept", "refuse" or "wait") and `afterSeconds`.
void ReadPushScript(ObjectReader& reader, PushScript& script);
[[nodiscard]] OrderedJson PushScriptJson(const PushScript& script);

/// A list of `operation`, `userID`, `type`, `code` and `times`, of which only `code` must be there.
[[nodiscard]] std::vector<RiskRule> ReadRiskRules(const Json& list, const std::string& place,
                                                  Diagnostics& diagnostics);
[[nodiscard]] OrderedJson RiskRulesJson(const std::vector<RiskRule>& rules);

/// `result` ("passed", "failed" or "undefined") and `afterSeconds`.
void ReadIdentityScript(ObjectReader& reader, IdentityScript& script);
[[nodiscard]] OrderedJson IdentityScriptJson(const IdentityScript& script);

/// "accept", "refuse", "wait".
[[nodiscard]] std::string_view PushDecisionName(PushDecision decision);

}  // namespace authtree::inline v0::simulator
