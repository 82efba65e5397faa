#pragma once

#include <string>
#include <vector>

#include "authtree/core/object_reader.h"
#include "authtree/simulator/requests.h"
#include "authtree/simulator/service_config.h"

namespace authtree::inline v0::simulator {

/// `decision` ("accept", "refuse" or "wait") and `afterSeconds`.
void ReadPushScript(ObjectReader& reader, PushScript& script);
[[nodiscard]] OrderedJson PushScriptJson(const PushScript& script);

/// `platform`: "hardware", "ios", "android".
void ReadPlatform(ObjectReader& reader, DigipassPlatform& platform);
void ReadActivationScript(ObjectReader& reader, ActivationScript& script);
[[nodiscard]] OrderedJson ActivationScriptJson(const ActivationScript& script);

/// A list of `command`, `answer` or `error`, and `times`, of which one of the middle two must be there.
[[nodiscard]] std::vector<CommandRule> ReadCommandRules(const Json& list, const std::string& place,
                                                        Diagnostics& diagnostics);
[[nodiscard]] OrderedJson CommandRulesJson(const std::vector<CommandRule>& rules);

/// A list of `operation`, `userID`, `type`, `code` and `times`, of which only `code` must be there.
[[nodiscard]] std::vector<RiskRule> ReadRiskRules(const Json& list, const std::string& place,
                                                  Diagnostics& diagnostics);
[[nodiscard]] OrderedJson RiskRulesJson(const std::vector<RiskRule>& rules);

/// "accept", "refuse", "wait".
[[nodiscard]] std::string_view PushDecisionName(PushDecision decision);

}  // namespace authtree::inline v0::simulator
