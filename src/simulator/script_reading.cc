#include "script_reading.h"

#include <algorithm>
#include <array>
#include <limits>

#include "authtree/core/encoding.h"

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

void CheckHex(ObjectReader& reader, std::string_view name, const std::string& text) {
  if (text.empty() || HexDecode(text)) return;
  reader.Reject(name, "is not hexadecimal", "write two digits for each byte");
}

CommandRule ReadCommandRule(const Json& element, const std::string& place, Diagnostics& diagnostics) {
  ObjectReader reader(element, place, diagnostics);
  CommandRule rule;
  reader.Text("command", rule.command);
  CheckHex(reader, "command", rule.command);
  reader.Text("answer", rule.answer);
  CheckHex(reader, "answer", rule.answer);
  reader.Text("error", rule.error);
  if (rule.answer.empty() == rule.error.empty()) {
    diagnostics.AddError(place, "has no answer, or an error beside it",
                         "give \"answer\" in hexadecimal digits, or \"error\" with a text");
  }
  int times = 0;
  reader.Integer("times", times, 1, kManyTimes);
  if (reader.Has("times")) rule.times = times;
  reader.Finish();
  return rule;
}

template <class Rule>
std::vector<Rule> ReadList(const Json& list, const std::string& place, Diagnostics& diagnostics,
                           Rule (*read)(const Json&, const std::string&, Diagnostics&)) {
  std::vector<Rule> rules;
  if (!list.is_array()) {
    diagnostics.AddError(place, "is not a list", "write [ ... ] here");
    return rules;
  }
  std::size_t index = 0;
  for (const Json& element : list) {
    rules.push_back(read(element, PointerTo(place, std::to_string(index++)), diagnostics));
  }
  return rules;
}

std::string_view PlatformName(DigipassPlatform platform) {
  switch (platform) {
    case DigipassPlatform::kHardware:
      return "hardware";
    case DigipassPlatform::kIos:
      return "ios";
    case DigipassPlatform::kAndroid:
      return "android";
  }
  return "hardware";
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

void ReadPlatform(ObjectReader& reader, DigipassPlatform& platform) {
  reader.Word<DigipassPlatform>("platform", platform,
                                {{"hardware", DigipassPlatform::kHardware},
                                 {"ios", DigipassPlatform::kIos},
                                 {"android", DigipassPlatform::kAndroid}});
}

void ReadActivationScript(ObjectReader& reader, ActivationScript& script) {
  reader.Word<ActivationDecision>(
      "decision", script.decision,
      {{"wait", ActivationDecision::kWait}, {"activate", ActivationDecision::kActivate}});
  reader.Seconds("afterSeconds", script.after);
  ReadPlatform(reader, script.platform);
}

OrderedJson ActivationScriptJson(const ActivationScript& script) {
  return OrderedJson{{"decision", script.decision == ActivationDecision::kActivate ? "activate" : "wait"},
                     {"afterSeconds", script.after.count()},
                     {"platform", PlatformName(script.platform)}};
}

std::vector<RiskRule> ReadRiskRules(const Json& list, const std::string& place, Diagnostics& diagnostics) {
  return ReadList<RiskRule>(list, place, diagnostics, ReadRiskRule);
}

std::vector<CommandRule> ReadCommandRules(const Json& list, const std::string& place,
                                          Diagnostics& diagnostics) {
  return ReadList<CommandRule>(list, place, diagnostics, ReadCommandRule);
}

OrderedJson CommandRulesJson(const std::vector<CommandRule>& rules) {
  OrderedJson list = OrderedJson::array();
  for (const CommandRule& rule : rules) {
    OrderedJson json = OrderedJson::object();
    if (!rule.command.empty()) json["command"] = rule.command;
    if (!rule.answer.empty()) json["answer"] = rule.answer;
    if (!rule.error.empty()) json["error"] = rule.error;
    if (rule.times) json["times"] = *rule.times;
    list.push_back(std::move(json));
  }
  return list;
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

}  // namespace authtree::inline v0::simulator
