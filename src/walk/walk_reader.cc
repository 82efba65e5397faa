#include <array>
#include <utility>

#include "authtree/core/object_reader.h"
#include "authtree/nodes/onespan_nodes.h"
#include "authtree/simulator/service_config.h"
#include "authtree/walk/walk_file.h"

#include "walk_times.h"

namespace authtree::inline v0::walk {
namespace {

constexpr JsonLimits kWalkLimits{std::size_t{4} * 1024 * 1024, 32};
constexpr std::size_t kMostRounds = 1000;
constexpr std::size_t kMostEntries = 1000;
constexpr std::size_t kMostSigned = 8;

std::string Below(const ObjectReader& reader, std::string_view member) {
  return PointerTo(reader.place(), member);
}

bool HasText(ObjectReader& reader, std::string_view member) {
  const Json* json = reader.Any(member);
  return json != nullptr && json->is_string();
}

void ReadMatcher(ObjectReader& reader, std::string_view member, std::optional<Matcher>& out) {
  if (const Json* json = reader.Any(member)) {
    out = Matcher::Read(*json, Below(reader, member), reader.diagnostics());
  }
}

void ReadMatchers(ObjectReader& reader, std::string_view member,
                  std::map<std::string, Matcher, std::less<>>& out) {
  const Json* json = reader.Any(member);
  if (json == nullptr) return;
  const std::string place = Below(reader, member);
  if (!json->is_object()) {
    reader.Reject(member, "is not an object", "write { \"name\": … } here");
    return;
  }
  for (const auto& [name, matcher] : json->items()) {
    out.insert_or_assign(name, Matcher::Read(matcher, PointerTo(place, name), reader.diagnostics()));
  }
}

ExpectedCallback ReadCallback(const Json& json, const std::string& place, Diagnostics& diagnostics) {
  ExpectedCallback callback;
  if (json.is_string()) {
    callback.name = Matcher::Equals(json);
    return callback;
  }
  ObjectReader reader(json, place, diagnostics);
  std::string type;
  reader.Text("type", type);
  callback.type = ParseCallbackType(type);
  if (!type.empty() && !callback.type) {
    reader.Reject("type", "is no callback type", "write NameCallback or PasswordCallback, for instance");
  }
  ReadMatcher(reader, "prompt", callback.prompt);
  ReadMatcher(reader, "id", callback.id);
  ReadMatcher(reader, "message", callback.message);
  ReadMatcher(reader, "value", callback.value);
  ReadMatchers(reader, "outputs", callback.outputs);
  reader.Finish();
  return callback;
}

std::vector<ExpectedCallback> ReadCallbacks(ObjectReader& reader, std::string_view member) {
  std::vector<ExpectedCallback> callbacks;
  reader.Each(member, [&](const Json& json, const std::string& place) {
    if (callbacks.size() < kMostEntries) callbacks.push_back(ReadCallback(json, place, reader.diagnostics()));
  });
  return callbacks;
}

ExpectedPrompt ReadPrompt(ObjectReader& reader) {
  ExpectedPrompt prompt;
  ReadMatcher(reader, "header", prompt.header);
  ReadMatcher(reader, "description", prompt.description);
  ReadMatcher(reader, "stage", prompt.stage);
  const bool all = reader.Has("callbacks");
  std::vector<ExpectedCallback> callbacks = ReadCallbacks(reader, "callbacks");
  if (all) prompt.callbacks = std::move(callbacks);
  prompt.includes = ReadCallbacks(reader, "includes");
  if (all && reader.Has("includes")) {
    reader.Reject("includes", "stands beside callbacks",
                  "write callbacks for all of them, or includes for some");
  }
  return prompt;
}

void ReadSign(ObjectReader& reader, WalkAnswer& answer) {
  reader.Each("sign", [&](const Json& json, const std::string& place) {
    if (json.is_string() && !json.get_ref<const std::string&>().empty()) {
      answer.sign.push_back(json.get<std::string>());
    } else {
      reader.diagnostics().AddError(place, "is no value to sign", "Write a text");
    }
  });
  if (!reader.Has("sign")) return;
  const Json* list = reader.Any("sign");
  if (list->is_array() && (list->empty() || list->size() > kMostSigned)) {
    reader.Reject("sign", "has not one to eight values", "write what is typed into the device, in order");
  }
  if (reader.Has("reading")) {
    reader.Reject("reading", "stands beside sign", "write one of them");
  }
}

WalkAnswer ReadAnswer(const Json& json, const std::string& place, Diagnostics& diagnostics) {
  WalkAnswer answer;
  if (json.is_string() || json.is_number_integer()) {
    answer.value = json;
    return answer;
  }
  if (!json.is_object()) {
    diagnostics.AddError(place, "is no answer",
                         "Write a text, the number of a choice, or {\"from\": \"digipass\"}");
    return answer;
  }
  ObjectReader reader(json, place, diagnostics);
  reader.Require("from", "write {\"from\": \"digipass\"}, {\"from\": \"inbox\"} or {\"from\": \"answers\"}");
  reader.Word<WalkAnswer::Source>("from", answer.source,
                                  {{"digipass", WalkAnswer::Source::kDigipass},
                                   {"inbox", WalkAnswer::Source::kInbox},
                                   {"fido", WalkAnswer::Source::kFido},
                                   {"answers", WalkAnswer::Source::kGiven}});
  reader.Word<DigipassAnswer>("reading", answer.reading,
                              {{"deviceCode", DigipassAnswer::kDeviceCode},
                               {"signature", DigipassAnswer::kSignature},
                               {"serial", DigipassAnswer::kSerial},
                               {"otp", DigipassAnswer::kOtp},
                               {"response", DigipassAnswer::kResponse},
                               {"lastCode", DigipassAnswer::kLastCode}});
  ReadSign(reader, answer);
  for (const char* member : {"reading", "sign"}) {
    if (answer.source != WalkAnswer::Source::kDigipass && reader.Has(member)) {
      reader.Reject(member, "has no Digipass to read", "write {\"from\": \"digipass\"}");
    }
  }
  reader.Finish();
  return answer;
}

void ReadAnswers(ObjectReader& reader, WalkRound& round) {
  const Json* json = reader.Any("answer");
  if (json == nullptr) return;
  if (!json->is_object()) {
    reader.Reject("answer", "is not an object",
                  "write {\"User Name\": \"jdoe\"}: prompt or hidden id, answer");
    return;
  }
  const std::string place = Below(reader, "answer");
  for (const auto& [name, given] : json->items()) {
    const std::string at = PointerTo(place, name);
    std::vector<WalkAnswer>& answers = round.answers[name];
    if (!given.is_array()) {
      answers.push_back(ReadAnswer(given, at, reader.diagnostics()));
      continue;
    }
    if (given.empty()) reader.diagnostics().AddError(at, "has no answer", "Write at least one");
    std::size_t index = 0;
    for (const Json& one : given) {
      answers.push_back(ReadAnswer(one, PointerTo(at, std::to_string(index++)), reader.diagnostics()));
    }
  }
}

// What users, the risk engine and the identity verification do from now on.
void ReadScript(ObjectReader& reader, WalkRound& round) {
  reader.Object("script", [&round](ObjectReader& script) {
    for (const char* member : {"push", "onlineActivation", "risk", "identity"}) {
      if (const Json* json = script.Any(member)) round.script[member] = *json;
    }
    script.diagnostics().Append(simulator::ReadServiceConfig(round.script, script.place()).diagnostics);
  });
}

void ReadParameters(ObjectReader& reader, WalkRound& round) {
  const Json* json = reader.Any("parameters");
  if (json == nullptr) return;
  round.parameters.emplace();
  if (!json->is_object()) {
    reader.Reject("parameters", "is not an object", "write {\"state\": \"7\"}: name, value");
    return;
  }
  for (const auto& [name, value] : json->items()) {
    if (value.is_string()) {
      round.parameters->insert_or_assign(name, value.get<std::string>());
    } else {
      reader.diagnostics().AddError(PointerTo(Below(reader, "parameters"), name), "is not a text",
                                    "Write the value as it would stand in the query, decoded");
    }
  }
}

WalkRound ReadRound(const Json& json, const std::string& place, Diagnostics& diagnostics) {
  WalkRound round;
  ObjectReader reader(json, place, diagnostics);
  reader.Object("ask", [&round](ObjectReader& ask) { round.ask = ReadPrompt(ask); });
  ReadAnswers(reader, round);
  std::string advance;
  reader.Text("advance", advance);
  if (HasText(reader, "advance")) {
    round.advance = ParseDuration(advance);
    if (!round.advance) {
      reader.Reject("advance", "is no time that passes",
                    "write \"500ms\", \"30s\", \"5m\", \"2h\" or \"1d\"");
    }
  }
  if (const Json* faults = reader.Any("faults")) {
    round.faults = simulator::ReadFaults(*faults, Below(reader, "faults"), diagnostics);
  }
  ReadScript(reader, round);
  reader.Text("activateOnline", round.activate_online);
  reader.Object("administrator", [&round](ObjectReader& administrator) {
    administrator.Text("unlock", round.administrator.unlock);
    administrator.Text("activate", round.administrator.activate);
  });
  ReadParameters(reader, round);
  reader.Finish();
  return round;
}

void ReadJourney(ObjectReader& reader, WalkedJourney& journey) {
  reader.Require("file", "name the journey file, relative to this file");
  reader.Text("file", journey.file);
  if (HasText(reader, "file") && journey.file.empty()) {
    reader.Reject("file", "is empty", "name the journey file, relative to this file");
  }
  reader.Text("id", journey.id);
  reader.Boolean("optional", journey.optional);
}

// A list of hosts that nodes may call; `fix` says how one is written.
void ReadHosts(ObjectReader& reader, const char* member, const std::string& fix,
               std::vector<std::string>& hosts) {
  reader.Each(member, [&](const Json& json, const std::string& place) {
    Result<std::string> host = CommandHost(json.is_string() ? json.get<std::string>() : std::string());
    if (host) {
      hosts.push_back(*std::move(host));
    } else {
      reader.diagnostics().AddError(place, "is no host", fix);
    }
  });
}

void ReadCommandStore(ObjectReader& reader, WalkCommandStore& store) {
  reader.Require("hosts", "name the hosts it stands for, such as commands.example.com");
  ReadHosts(reader, "hosts", "Write a host as \"commands.example.com\"", store.hosts);
  reader.Integer("status", store.status, 200, 599);
}

void ReadSettings(ObjectReader& reader, WalkSettings& settings) {
  if (const Json* simulator = reader.Any("simulator")) {
    settings.simulator = *simulator;
    reader.diagnostics().Append(
        simulator::ReadServiceConfig(*simulator, Below(reader, "simulator")).diagnostics);
  }
  std::string start;
  reader.Text("start", start);
  if (HasText(reader, "start")) {
    settings.start = ParseInstant(start);
    if (!settings.start)
      reader.Reject("start", "is no point in time", "write it as \"2026-01-01T00:00:00Z\"");
  }
  reader.Text("clientIp", settings.client_ip);
  reader.Boolean("digipass", settings.digipass);
  reader.Text("activated", settings.activated);
  if (!settings.activated.empty() && !settings.digipass) {
    reader.Reject("activated", "has no Digipass to activate", "remove it, or let the walk have a Digipass");
  }
  reader.Text("applicationRef", settings.application_ref);
  if (settings.application_ref.size() > 64) {
    reader.Reject("applicationRef", "has more than 64 characters", "use a shorter one");
  }
  reader.Object("commandStore",
                [&settings](ObjectReader& store) { ReadCommandStore(store, settings.command_store); });
  ReadHosts(reader, "identityHosts", "Write a host name, with a port if it is not 443: idv.example.com",
            settings.identity_hosts);
}

void ReadLines(ObjectReader& reader, std::string_view member, std::string_view example,
               std::optional<std::vector<std::string>>& out) {
  const bool there = reader.Has(member);
  std::vector<std::string> lines;
  reader.Each(member, [&](const Json& json, const std::string& place) {
    if (json.is_string()) {
      lines.push_back(json.get<std::string>());
    } else {
      reader.diagnostics().AddError(place, "is not a text", "write \"" + std::string(example) + "\"");
    }
  });
  if (there) out = std::move(lines);
}

void RejectUnless(ObjectReader& reader, bool allowed, std::string_view member, std::string_view when) {
  if (!allowed && reader.Has(member)) {
    reader.Reject(member, "is not known at this end", "remove it; there is one " + std::string(when));
  }
}

void ReadEnd(ObjectReader& reader, ExpectedEnd& end) {
  reader.Require("outcome", "write success, denied, failed or asks");
  reader.Word<WalkOutcome>("outcome", end.outcome,
                           {{"success", WalkOutcome::kSuccess},
                            {"denied", WalkOutcome::kDenied},
                            {"failed", WalkOutcome::kFailed},
                            {"asks", WalkOutcome::kAsks}});
  ReadMatcher(reader, "user", end.user);
  ReadMatcher(reader, "message", end.message);
  ReadMatcher(reader, "error", end.error);
  const bool shown = reader.Has("messages");
  std::vector<Matcher> messages;
  reader.Each("messages", [&](const Json& json, const std::string& place) {
    messages.push_back(Matcher::Read(json, place, reader.diagnostics()));
  });
  if (shown) end.messages = std::move(messages);
  ReadMatchers(reader, "state", end.state);
  ReadLines(reader, "path", "Register the user -> Success", end.path);
  ReadLines(reader, "calls", "register_user 200", end.calls);
  RejectUnless(reader, end.outcome == WalkOutcome::kSuccess, "user", "after success");
  RejectUnless(reader, end.outcome == WalkOutcome::kDenied, "message", "when the journey is denied");
  RejectUnless(reader, end.outcome == WalkOutcome::kFailed, "error", "when a round fails");
  RejectUnless(reader, end.outcome == WalkOutcome::kSuccess || end.outcome == WalkOutcome::kAsks, "state",
               "after success, and where the last round asks");
}

// The last round of a walk that stops while it asks has nothing after its question.
void CheckLastRound(const WalkFile& walk, Diagnostics& diagnostics) {
  if (walk.end.outcome != WalkOutcome::kAsks) return;
  if (walk.rounds.empty()) {
    diagnostics.AddError("/rounds", "has no round that asks", "Add one: {\"ask\": {}}");
    return;
  }
  const WalkRound& last = walk.rounds.back();
  const bool steered = last.faults || !last.script.empty() || !last.activate_online.empty() ||
                       !last.administrator.empty() || last.parameters;
  if (!last.answers.empty() || last.advance || steered) {
    diagnostics.AddError(PointerTo("/rounds", std::to_string(walk.rounds.size() - 1)),
                         "goes on although the walk ends where it asks",
                         "Leave out all but its ask, or expect another outcome");
  }
}

void ReadWalk(const Json& root, WalkFile& walk, Diagnostics& diagnostics) {
  ObjectReader reader(root, "", diagnostics);
  std::string schema;
  reader.Text("$schema", schema);
  reader.Text("name", walk.name);
  reader.Text("description", walk.description);
  reader.Require("journey", "write {\"file\": \"../login.journey.json\"}");
  reader.Object("journey", [&walk](ObjectReader& journey) { ReadJourney(journey, walk.journey); });
  reader.Object("settings", [&walk](ObjectReader& settings) { ReadSettings(settings, walk.settings); });
  reader.Each("rounds", [&](const Json& json, const std::string& place) {
    if (walk.rounds.size() < kMostRounds) {
      walk.rounds.push_back(ReadRound(json, place, diagnostics));
    } else if (place == PointerTo("/rounds", std::to_string(kMostRounds))) {
      diagnostics.AddError(place, "is one round too many", "Use at most " + std::to_string(kMostRounds));
    }
  });
  reader.Require("end", "write {\"outcome\": \"success\"}");
  reader.Object("end", [&walk](ObjectReader& end) { ReadEnd(end, walk.end); });
  reader.Finish();
  if (!diagnostics.has_errors()) CheckLastRound(walk, diagnostics);
}

}  // namespace

std::string_view WalkOutcomeName(WalkOutcome outcome) {
  switch (outcome) {
    case WalkOutcome::kSuccess:
      return "success";
    case WalkOutcome::kDenied:
      return "denied";
    case WalkOutcome::kFailed:
      return "failed";
    case WalkOutcome::kAsks:
      return "asks";
  }
  return "failed";
}

ParsedWalk ParseWalk(std::string_view json_text) {
  ParsedWalk parsed;
  const Result<Json> root = ParseJson(json_text, kWalkLimits);
  if (!root) {
    parsed.diagnostics.AddError("", root.error().Describe(), "Correct the JSON text");
    return parsed;
  }
  ReadWalk(*root, parsed.walk, parsed.diagnostics);
  return parsed;
}

}  // namespace authtree::inline v0::walk
