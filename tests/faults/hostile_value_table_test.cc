// Hostile values in every field: refused with a sentence before anything is sent, or sent as exactly what
// they are.
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/http/url.h"

#include "../journeys/simulated_world.h"
#include "markdown_table.h"

namespace authtree::inline v0::faults {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing_world::Exchange;
using testing_world::SimulatedWorld;

constexpr const char* kEnd = "70e691a5-1e33-4ac3-a356-e7b6d60d92e0";

/// What is put into a field: around it stands enough to give it a length that fits.
struct HostileValue {
  std::string name;
  std::string text;
};

std::vector<HostileValue> HostileValues() {
  return {{"`/`", "ab/cd/1234"},
          {"`?`", "ab?c=d1234"},
          {"`#`", "ab#cd12345"},
          {"`%`", "ab%2Fcd%00"},
          {"`\"`", "ab\",\"x\":\"1"},
          {"`\\`", "ab\\\\cd12\\"},
          {"`;`", "ab;cd12345"},
          {"`@`", "ab@evil.co"},
          {"`../..`", "../../abcd"},
          {"CR", "abcd\rd1234"},
          {"LF", "abc\nX-Evil: 1"},
          {"NUL", std::string("abcd\0d1234", 10)},
          {"10,000 characters", std::string(10000, 'x')},
          {"invalid UTF-8",
           "abcd\xFF\xFE"
           "d123"},
          {"encoded surrogate",
           "abcd\xED\xA0\x80"
           "123"},
          {"right-to-left override",
           "abcd\xE2\x80\xAE"
           "dcba"},
          {"emoji", "abcdef \xF0\x9F\x98\x80 1"},
          {"markup", "<b>&x</b>1"},
          {"nothing", ""}};
}

/// A field: where the value is put, and where it stands in the request.
struct Field {
  std::string name;
  std::function<Json(const std::string& value)> properties;  ///< of the node under test
  std::function<std::string(const Exchange&)> find;
  std::string type = "OS_Auth_UserRegisterNode";
};

std::function<std::string(const Exchange&)> InBody(const char* member) {
  return [member](const Exchange& exchange) { return StringMember(exchange.Request(), member); };
}

Json Register(const char* activation) { return {{"objectType", "OCA"}, {"activationType", activation}}; }

Json With(Json properties, const char* name, const Json& value) {
  properties[name] = value;
  return properties;
}

std::vector<Field> Fields() {
  const auto offline = [](const std::string&) { return Register("offlineMDL"); };
  const auto none = [](const std::string&) { return Json::object(); };
  std::vector<Field> fields;
  fields.push_back({"user name", offline, InBody("userID")});
  fields.push_back(
      {"user name, online", [](const std::string&) { return Register("onlineMDL"); }, InBody("userID")});
  fields.push_back(
      {"user name in the path",
       [](const std::string&) { return With(Register("offlineMDL"), "nodeFunction", "UserUnregister"); },
       [](const Exchange& exchange) {
         const auto segments = http::PathSegments(exchange.path);
         if (!segments || segments->size() != 4) return std::string("(another path)");
         return (*segments)[2].substr(0, (*segments)[2].rfind("@master"));
       }});
  fields.push_back({"domain",
                    [](const std::string& value) { return With(Register("offlineMDL"), "domain", value); },
                    InBody("domain")});
  fields.push_back({"password", offline, InBody("staticPassword")});
  fields.push_back({"serial number",
                    [](const std::string&) {
                      return With(Register("offlineMDL"), "serialNumberInSharedState", "serialNumber");
                    },
                    InBody("serialNumber")});
  fields.push_back({"mapped attribute",
                    [](const std::string&) {
                      return With(Register("offlineMDL"), "optionalAttributes", {{"mail", "emailAddress"}});
                    },
                    InBody("emailAddress")});
  fields.push_back({"device code", none, InBody("deviceCode"), "OS_Auth_AddDeviceNode"});
  fields.push_back({"signature", none, InBody("signature"), "OS_Auth_ActivateDeviceNode"});
  return fields;
}

std::string KeyOf(const Field& field) {
  if (field.name == "password") return "password";
  if (field.name == "serial number") return "serialNumber";
  if (field.name == "mapped attribute") return "mail";
  if (field.name == "device code") return "deviceCode";
  if (field.name == "signature") return "signature";
  return field.name.starts_with("user name") ? "username" : "";
}

// A collector of everything, the node, and the error display behind it.
std::string JourneyText(const Field& field, const Json& properties) {
  const bool lower = field.type != "OS_Auth_UserRegisterNode";
  Json journey;
  journey["tree"] = {
      {"_id", "Values"},
      {"entryNodeId", "ask"},
      {"nodes",
       {{"ask", {{"nodeType", "OS_Sample_AttributesCollector"}, {"connections", {{"outcome", "node"}}}}},
        {"node",
         {{"nodeType", field.type},
          {"connections", {{lower ? "success" : "Success", kEnd}, {lower ? "error" : "Error", "say"}}}}},
        {"say", {{"nodeType", "OS_Sample_ErrorDisplayNode"}, {"connections", {{"outcome", kEnd}}}}}}}};
  journey["nodes"] = {{"ask",
                       {{"attributes",
                         {"username", "password", "serialNumber", "mail", "deviceCode", "signature",
                          "ostid_registration_id"}}}},
                      {"node", properties},
                      {"say", Json::object()}};
  return journey.dump();
}

// What became of the value: "sent as it is", or the sentence that the person reads.
std::string Outcome(const Field& field, const std::string& value) {
  SimulatedWorld world;
  std::shared_ptr<const Journey> journey;
  try {
    journey = world.Load(JourneyText(field, field.properties(value)));
  } catch (const Json::type_error&) {
    return "n/a: a journey file is UTF-8";  // the library writes no other text
  }
  testkit::JourneyWalker walker = world.Walk(std::move(journey));
  for (const auto& [key, text] :
       std::vector<std::pair<std::string, std::string>>{{"username", "jdoe"},
                                                        {"deviceCode", "12345"},
                                                        {"signature", "123456"},
                                                        {"ostid_registration_id", "REG"}}) {
    walker.Give(key, text);
  }
  if (const std::string key = KeyOf(field); !key.empty()) walker.Give(key, value);
  walker.Begin().Submit();

  const std::vector<Exchange>& sent = world.wire().exchanges();
  if (sent.empty()) {
    EXPECT_EQ(walker.StateText("ostid_error_code"), "invalid_input");
    EXPECT_THAT(walker.messages(), SizeIs(1));
    const std::string sentence = walker.messages().empty() ? "" : walker.messages().front();
    EXPECT_TRUE(SaysWhatToDo(sentence)) << sentence;
    return "`invalid_input`: " + sentence;
  }
  EXPECT_THAT(sent, SizeIs(1));
  EXPECT_THAT(world.wire().violations(), IsEmpty());
  const std::string found = field.find(sent.front());
  if (value.empty()) return found.empty() ? "left out of the request" : "sent as `" + found + "`";
  EXPECT_EQ(found, value);
  return "sent as it is";
}

TEST(HostileValues, EveryCellIsFilledAndStandsInTheDocumentation) {
  std::vector<std::string> header{"value"};
  for (const Field& field : Fields()) header.push_back(field.name);
  MarkdownTable table(std::move(header));
  for (const HostileValue& value : HostileValues()) {
    std::vector<std::string> cells{value.name};
    for (const Field& field : Fields()) {
      SCOPED_TRACE(value.name + " in " + field.name);
      cells.push_back(Outcome(field, value.text));
    }
    table.Add(std::move(cells));
  }
  Publish(table, "values", "docs/bad-input.md");
}

}  // namespace
}  // namespace authtree::inline v0::faults
