#include "script_reading.h"

#include <algorithm>
#include <array>
#include <limits>

namespace authtree::inline v0::simulator {
namespace {

constexpr int kManyTimes = 1'000'000;
constexpr std::array<std::string_view, 6> kRiskOperations = {
    "register_user",  "unregister_user",      "login",
    "validate_event", "validate_transaction", "insert_transaction"};

RiskRule ReadRiskRule(const Json& element, const std::string& place, Diagnostics& diagnostics) {
  ObjectReader reader(element, place, diagnostics);
  RiskRule rule;
  reader.Text("operation", rule.operation);
  const bool known =
      std::find(kRiskOperations.begin(), kRiskOperations.end(), rule.operation) != kRiskOperations.end();
  if (!rule.operation.empty() && !known) {
    std::string names;
    for (const std::string_view name : kRiskOperations) names.append(names.empty() ? "" : ", ").append(name);
    reader.Reject("operation", "asks no risk engine", "use one of: " + names);
  }
  reader.Text("userID", rule.user_id);
  reader.Text("type", rule.type);
  reader.Require("code", "say what the risk engine answers: 0 accepts, 1 declines");
  reader.Integer("code", rule.code, std::numeric_limits<int>::min(), std::numeric_limits<int>::max());
  int times = 0;
  reader.Integer("times", times, 1, kManyTimes);
  if (reader.Has("times")) rule.times = times;
  reader.Finish();
  return rule;
}

std::string_view IdentityResultName(IdentityResult result) {
  switch (result) {
    case IdentityResult::kPassed:
      return "passed";
    case IdentityResult::kFailed:
      return "failed";
    case IdentityResult::kUndefined:
      return "undefined";
  }
  return "undefined";
}

}  // namespace

std::string_view PushDecisionName(PushDecision decision) {
  switch (decision) {
    case PushDecision::kWait:
      return "wait";
    case PushDecision::kAccept:
      return "accept";
    case PushDecision::kRefuse:
      return "refuse";
  }
  return "wait";
}

void ReadPushScript(ObjectReader& reader, PushScript& script) {
  reader.Word<PushDecision>(
      "decision", script.decision,
      {{"accept", PushDecision::kAccept}, {"refuse", PushDecision::kRefuse}, {"wait", PushDecision::kWait}});
  reader.Seconds("afterSeconds", script.after);
}

OrderedJson PushScriptJson(const PushScript& script) {
  return OrderedJson{{"decision", PushDecisionName(script.decision)}, {"afterSeconds", script.after.count()}};
}

std::vector<RiskRule> ReadRiskRules(const Json& list, const std::string& place, Diagnostics& diagnostics) {
  std::vector<RiskRule> rules;
  if (!list.is_array()) {
    diagnostics.AddError(place, "is not a list", "write [ ... ] here");
    return rules;
  }
  std::size_t index = 0;
  for (const Json& element : list) {
    rules.push_back(ReadRiskRule(element, PointerTo(place, std::to_string(index++)), diagnostics));
  }
  return rules;
}

OrderedJson RiskRulesJson(const std::vector<RiskRule>& rules) {
  OrderedJson list = OrderedJson::array();
  for (const RiskRule& rule : rules) {
    OrderedJson json;
    if (!rule.operation.empty()) json["operation"] = rule.operation;
    if (!rule.user_id.empty()) json["userID"] = rule.user_id;
    if (!rule.type.empty()) json["type"] = rule.type;
    json["code"] = rule.code;
    if (rule.times) json["times"] = *rule.times;
    list.push_back(std::move(json));
  }
  return list;
}

void ReadIdentityScript(ObjectReader& reader, IdentityScript& script) {
  reader.Word<IdentityResult>("result", script.result,
                              {{"passed", IdentityResult::kPassed},
                               {"failed", IdentityResult::kFailed},
                               {"undefined", IdentityResult::kUndefined}});
  reader.Seconds("afterSeconds", script.after);
}

OrderedJson IdentityScriptJson(const IdentityScript& script) {
  return OrderedJson{{"result", IdentityResultName(script.result)}, {"afterSeconds", script.after.count()}};
}

}  // namespace authtree::inline v0::simulator
