#include <utility>

#include "authtree/walk/walk_file.h"

#include "walk_times.h"

namespace authtree::inline v0::walk {
namespace {

OrderedJson Ordered(const Json& json) { return OrderedJson(json); }

void Put(OrderedJson& object, const char* member, const std::optional<Matcher>& matcher) {
  if (matcher) object[member] = Ordered(matcher->ToJson());
}

void Put(OrderedJson& object, const char* member,
         const std::map<std::string, Matcher, std::less<>>& matchers) {
  for (const auto& [name, matcher] : matchers) object[member][name] = Ordered(matcher.ToJson());
}

OrderedJson CallbackJson(const ExpectedCallback& callback) {
  if (callback.name) return Ordered(callback.name->ToJson());
  OrderedJson json = OrderedJson::object();
  if (callback.type) json["type"] = CallbackTypeName(*callback.type);
  Put(json, "prompt", callback.prompt);
  Put(json, "id", callback.id);
  Put(json, "message", callback.message);
  Put(json, "value", callback.value);
  Put(json, "outputs", callback.outputs);
  return json;
}

OrderedJson CallbacksJson(const std::vector<ExpectedCallback>& callbacks) {
  OrderedJson list = OrderedJson::array();
  for (const ExpectedCallback& callback : callbacks) list.push_back(CallbackJson(callback));
  return list;
}

OrderedJson PromptJson(const ExpectedPrompt& prompt) {
  OrderedJson json = OrderedJson::object();
  Put(json, "header", prompt.header);
  Put(json, "description", prompt.description);
  Put(json, "stage", prompt.stage);
  if (prompt.callbacks) json["callbacks"] = CallbacksJson(*prompt.callbacks);
  if (!prompt.includes.empty()) json["includes"] = CallbacksJson(prompt.includes);
  return json;
}

OrderedJson AnswerJson(const WalkAnswer& answer) {
  OrderedJson json;
  switch (answer.source) {
    case WalkAnswer::Source::kFile:
      return Ordered(answer.value);
    case WalkAnswer::Source::kDigipass:
      json["from"] = "digipass";
      break;
    case WalkAnswer::Source::kInbox:
      json["from"] = "inbox";
      break;
    case WalkAnswer::Source::kFido:
      json["from"] = "fido";
      break;
    case WalkAnswer::Source::kGiven:
      json["from"] = "answers";
      break;
  }
  switch (answer.reading) {
    case DigipassAnswer::kByPrompt:
      break;
    case DigipassAnswer::kDeviceCode:
      json["reading"] = "deviceCode";
      break;
    case DigipassAnswer::kSignature:
      json["reading"] = "signature";
      break;
    case DigipassAnswer::kSerial:
      json["reading"] = "serial";
      break;
    case DigipassAnswer::kOtp:
      json["reading"] = "otp";
      break;
    case DigipassAnswer::kResponse:
      json["reading"] = "response";
      break;
    case DigipassAnswer::kLastCode:
      json["reading"] = "lastCode";
      break;
  }
  if (!answer.sign.empty()) json["sign"] = answer.sign;
  return json;
}

OrderedJson RoundJson(const WalkRound& round) {
  OrderedJson json = OrderedJson::object();
  json["ask"] = PromptJson(round.ask);
  if (round.faults) json["faults"] = simulator::FaultsJson(*round.faults);
  if (!round.script.empty()) json["script"] = Ordered(round.script);
  if (!round.activate_online.empty()) json["activateOnline"] = round.activate_online;
  const AdministratorActs& acts = round.administrator;
  if (!acts.unlock.empty()) json["administrator"]["unlock"] = acts.unlock;
  if (!acts.activate.empty()) json["administrator"]["activate"] = acts.activate;
  if (round.advance) json["advance"] = DurationText(*round.advance);
  for (const auto& [name, answers] : round.answers) {
    OrderedJson list = OrderedJson::array();
    for (const WalkAnswer& answer : answers) list.push_back(AnswerJson(answer));
    json["answer"][name] = list.size() == 1 ? list[0] : std::move(list);
  }
  return json;
}

OrderedJson EndJson(const ExpectedEnd& end) {
  OrderedJson json;
  json["outcome"] = WalkOutcomeName(end.outcome);
  Put(json, "user", end.user);
  Put(json, "message", end.message);
  Put(json, "error", end.error);
  if (end.messages) {
    json["messages"] = OrderedJson::array();
    for (const Matcher& message : *end.messages) json["messages"].push_back(Ordered(message.ToJson()));
  }
  Put(json, "state", end.state);
  if (end.path) json["path"] = *end.path;
  if (end.calls) json["calls"] = *end.calls;
  return json;
}

OrderedJson SettingsJson(const WalkSettings& settings) {
  const WalkSettings defaults;
  OrderedJson json = OrderedJson::object();
  if (settings.start) json["start"] = InstantText(*settings.start);
  if (settings.client_ip != defaults.client_ip) json["clientIp"] = settings.client_ip;
  if (settings.digipass != defaults.digipass) json["digipass"] = settings.digipass;
  if (!settings.activated.empty()) json["activated"] = settings.activated;
  if (!settings.application_ref.empty()) json["applicationRef"] = settings.application_ref;
  const WalkCommandStore& store = settings.command_store;
  if (!store.hosts.empty()) json["commandStore"]["hosts"] = store.hosts;
  if (store.status != defaults.command_store.status) json["commandStore"]["status"] = store.status;
  if (!settings.simulator.empty()) json["simulator"] = Ordered(settings.simulator);
  return json;
}

constexpr std::size_t kWidth = 100;

std::string Dumped(const OrderedJson& json) {
  return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

// "\"name\": " in front of a member of an object, nothing in front of an element of an array.
std::string Prefix(const OrderedJson& parent, const std::string& name) {
  return parent.is_array() ? std::string() : Dumped(name) + ": ";
}

std::string OneLine(const OrderedJson& json) {
  if (!json.is_structured()) return Dumped(json);
  std::string text;
  for (const auto& [name, value] : json.items()) {
    text += (text.empty() ? "" : ", ") + Prefix(json, name) + OneLine(value);
  }
  return json.is_array() ? "[" + text + "]" : "{" + text + "}";
}

// Lays JSON out for people: what fits stands on one line. All text comes from the library.
std::string LaidOut(const OrderedJson& json, std::size_t depth, std::size_t used) {
  const std::string indent(2 * depth, ' ');
  std::string line = OneLine(json);
  if (!json.is_structured() || indent.size() + used + line.size() <= kWidth) return line;
  std::string text;
  for (const auto& [name, value] : json.items()) {
    const std::string prefix = Prefix(json, name);
    text += (text.empty() ? "\n  " : ",\n  ") + indent + prefix + LaidOut(value, depth + 1, prefix.size());
  }
  text += "\n" + indent;
  return json.is_array() ? "[" + text + "]" : "{" + text + "}";
}

}  // namespace

std::string WalkText(const WalkFile& walk) {
  OrderedJson json;
  if (!walk.name.empty()) json["name"] = walk.name;
  if (!walk.description.empty()) json["description"] = walk.description;
  json["journey"]["file"] = walk.journey.file;
  if (!walk.journey.id.empty()) json["journey"]["id"] = walk.journey.id;
  if (walk.journey.optional) json["journey"]["optional"] = true;
  OrderedJson settings = SettingsJson(walk.settings);
  if (!settings.empty()) json["settings"] = std::move(settings);
  json["rounds"] = OrderedJson::array();
  for (const WalkRound& round : walk.rounds) json["rounds"].push_back(RoundJson(round));
  json["end"] = EndJson(walk.end);
  return LaidOut(json, 0, 0) + "\n";
}

}  // namespace authtree::inline v0::walk
