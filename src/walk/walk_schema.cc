#include "authtree/walk/walk_file.h"

namespace authtree::inline v0::walk {
namespace {

constexpr const char* kDraft = "https://json-schema.org/draft/2020-12/schema";

OrderedJson Text(const char* description) { return {{"type", "string"}, {"description", description}}; }

OrderedJson Flag(const char* description) { return {{"type", "boolean"}, {"description", description}}; }

OrderedJson Reference(const char* definition, const char* description = nullptr) {
  OrderedJson json;
  if (description != nullptr) json["description"] = description;
  json["$ref"] = std::string("#/$defs/") + definition;
  return json;
}

OrderedJson ListOf(OrderedJson items, const char* description) {
  return {{"type", "array"}, {"description", description}, {"items", std::move(items)}};
}

OrderedJson MapOf(OrderedJson values, const char* description) {
  return {{"type", "object"}, {"description", description}, {"additionalProperties", std::move(values)}};
}

OrderedJson OneOf(std::initializer_list<const char*> words, const char* description) {
  OrderedJson json = {{"description", description}};
  for (const char* word : words) json["enum"].push_back(word);
  return json;
}

// An object of these members and no others.
OrderedJson Object(OrderedJson properties, std::initializer_list<const char*> required = {}) {
  OrderedJson json = {{"type", "object"}, {"properties", std::move(properties)}};
  for (const char* member : required) json["required"].push_back(member);
  json["additionalProperties"] = false;
  return json;
}

OrderedJson Single(const char* member, OrderedJson value) {
  OrderedJson properties;
  properties[member] = std::move(value);
  return Object(std::move(properties), {member});
}

OrderedJson MatcherSchema() {
  OrderedJson forms = OrderedJson::array();
  OrderedJson value;
  for (const char* type : {"string", "number", "boolean", "null", "array"}) value["type"].push_back(type);
  forms.push_back(std::move(value));
  forms.push_back(Single("equals", OrderedJson::object()));
  forms.push_back(Single("matches", Text("A regular expression (Perl), found anywhere in the text.")));
  forms.push_back(Single("contains", Text("A part of the text.")));
  for (const char* word : {"any", "secret", "absent"}) {
    OrderedJson yes;
    yes["const"] = true;
    forms.push_back(Single(word, std::move(yes)));
  }
  OrderedJson json;
  json["anyOf"] = std::move(forms);
  return json;
}

OrderedJson CallbackSchema() {
  OrderedJson properties;
  properties["type"] =
      OneOf({"NameCallback", "PasswordCallback", "TextInputCallback", "TextOutputCallback", "ChoiceCallback",
             "ConfirmationCallback", "HiddenValueCallback", "MetadataCallback", "PollingWaitCallback"},
            "Type of the callback.");
  properties["prompt"] = Reference("matcher", "What is asked.");
  properties["id"] = Reference("matcher", "Id of a hidden value.");
  properties["message"] = Reference("matcher", "The text that is shown.");
  properties["value"] = Reference("matcher", "The value of a hidden value.");
  properties["outputs"] = MapOf(Reference("matcher"), "Other outputs, by name.");
  OrderedJson json;
  json["anyOf"] =
      OrderedJson::array({Text("Its prompt, hidden id or message."), Object(std::move(properties))});
  return json;
}

OrderedJson AskSchema() {
  OrderedJson properties;
  properties["header"] = Reference("matcher", "Header of the page.");
  properties["description"] = Reference("matcher", "Description of the page.");
  properties["stage"] = Reference("matcher", "Stage of the page.");
  properties["callbacks"] = ListOf(Reference("callback"), "All callbacks, in order.");
  properties["includes"] = ListOf(Reference("callback"), "Some of the callbacks, in any order.");
  return Object(std::move(properties));
}

OrderedJson AnswerSchema() {
  OrderedJson properties;
  properties["from"] =
      OneOf({"digipass", "inbox", "fido", "answers"},
            "The virtual Digipass, the last message that was sent, the virtual FIDO client, or whoever runs "
            "the walk.");
  properties["reading"] = OneOf({"deviceCode", "signature", "serial", "otp", "response", "lastCode"},
                                "What is read from the Digipass.");
  properties["sign"] = ListOf({{"type", "string"}}, "Values that are typed into the Digipass and signed.");
  OrderedJson json;
  json["anyOf"] =
      OrderedJson::array({Text("The text, or the text of a choice."),
                          OrderedJson{{"type", "integer"}, {"description", "The number of a choice."}},
                          Object(std::move(properties), {"from"})});
  return json;
}

OrderedJson RoundSchema() {
  OrderedJson answers;
  answers["anyOf"] = OrderedJson::array(
      {Reference("answer"), ListOf(Reference("answer"), "Each is given once, the last one from then on.")});
  OrderedJson properties;
  properties["ask"] = Reference("ask", "What is expected to be asked.");
  properties["faults"] =
      ListOf({{"type", "object"}}, "Faults of the service from now on; see docs/simulator.md.");
  OrderedJson script;
  script["push"] = {{"type", "object"}, {"description", "What users of the app do with pushes."}};
  script["onlineActivation"] = {{"type", "object"},
                                {"description", "What their apps do after an online registration."}};
  script["risk"] = ListOf({{"type", "object"}}, "What the risk engine says.");
  properties["script"] = Object(std::move(script));
  properties["script"]["description"] = "Users and the risk engine from now on; see docs/simulator.md.";
  properties["activateOnline"] = Text("The user whose app finishes an online activation.");
  OrderedJson administrator;
  administrator["unlock"] = Text("The user whose account is unlocked.");
  administrator["activate"] = Text("The user who is given the Digipass, activated.");
  properties["administrator"] = Object(std::move(administrator));
  properties["administrator"]["description"] = "What the administrator does before the answer.";
  properties["advance"] = {{"type", "string"},
                           {"pattern", "^[0-9]{1,9}(ms|s|m|h|d)$"},
                           {"description", "Time that passes before the answer."}};
  properties["answer"] = MapOf(std::move(answers), "Answers by prompt, hidden id or callback type.");
  return Object(std::move(properties));
}

OrderedJson EndSchema() {
  OrderedJson properties;
  properties["outcome"] = OneOf({"success", "denied", "failed", "asks"}, "How the walk ends.");
  properties["user"] = Reference("matcher", "Name of the user, after success.");
  properties["message"] = Reference("matcher", "What the client of a denied journey is told.");
  properties["error"] = Reference("matcher", "Code of the error of a failed round.");
  properties["messages"] = ListOf(Reference("matcher"), "Every text that was shown, in order.");
  properties["state"] = MapOf(Reference("matcher"), "Values of the state, by key.");
  properties["path"] = ListOf({{"type", "string"}}, "The steps: \"Register the user -> Success\".");
  properties["calls"] =
      ListOf({{"type", "string"}}, "The calls that reached the service: \"register_user 200\".");
  return Object(std::move(properties), {"outcome"});
}

OrderedJson JourneySchema() {
  OrderedJson properties;
  properties["file"] = Text("The journey file, relative to this file.");
  properties["id"] = Text("Which journey of the file.");
  properties["optional"] = Flag("A file that is not there is no failure.");
  return Object(std::move(properties), {"file"});
}

OrderedJson SettingsSchema() {
  OrderedJson properties;
  properties["start"] = Text("When the walk begins: 2026-01-01T00:00:00Z.");
  properties["clientIp"] = Text("Address of the client.");
  properties["digipass"] = Flag("Whether a virtual Digipass looks at every picture.");
  properties["activated"] = Text("The user for whom that Digipass is activated before the walk.");
  properties["applicationRef"] = Text("Application reference of IAA calls.");
  OrderedJson store;
  store["hosts"] = ListOf({{"type", "string"}}, "The hosts it stands for.");
  store["status"] = {{"type", "integer"}, {"minimum", 200}, {"maximum", 599}};
  store["status"]["description"] = "Status of its answers; 200 without.";
  properties["commandStore"] = Object(std::move(store), {"hosts"});
  properties["commandStore"]["description"] = "A system that takes the commands for users' apps.";
  properties["simulator"] = {{"type", "object"},
                             {"description", "Settings of the simulated service; see docs/simulator.md."}};
  return Object(std::move(properties));
}

}  // namespace

OrderedJson WalkSchema() {
  OrderedJson properties;
  properties["$schema"] = Text("This schema.");
  properties["name"] = Text("What the walk is called in reports.");
  properties["description"] = Text("What it shows.");
  properties["journey"] = JourneySchema();
  properties["settings"] = SettingsSchema();
  properties["rounds"] = ListOf(RoundSchema(), "Questions and answers.");
  properties["end"] = EndSchema();
  OrderedJson schema;
  schema["$schema"] = kDraft;
  schema["title"] = "A walk through a journey, for authtree test";
  schema.update(Object(std::move(properties), {"journey", "end"}));
  schema["$defs"]["matcher"] = MatcherSchema();
  schema["$defs"]["callback"] = CallbackSchema();
  schema["$defs"]["ask"] = AskSchema();
  schema["$defs"]["answer"] = AnswerSchema();
  return schema;
}

}  // namespace authtree::inline v0::walk
