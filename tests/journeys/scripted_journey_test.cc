// Journeys whose way a script of their file decides.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/core/encoding.h"

#include "simulated_world.h"

namespace authtree::inline v0::testing_world {
namespace {

using ::testing::HasSubstr;

constexpr const char* kSuccess = "70e691a5-1e33-4ac3-a356-e7b6d60d92e0";
constexpr const char* kFailure = "e301438c-0bd0-429c-ab0c-66126501069a";

Json TreeNode(const std::string& type, Json connections) {
  return Json{{"nodeType", type}, {"displayName", type}, {"connections", std::move(connections)}};
}

// A user name, a password, and a script that decides: `true` lets in, `false` denies, `error` lets in as
// well.
class ScriptedJourney {
 public:
  explicit ScriptedJourney(Json script) : script_(std::move(script)) {}

  ScriptedJourney& NextGeneration() {
    version_ = "2.0";
    return *this;
  }
  ScriptedJourney& Inputs(Json inputs) {
    inputs_ = std::move(inputs);
    return *this;
  }

  [[nodiscard]] std::string Text() const {
    Json journey;
    journey["tree"] = {
        {"_id", "Scripted"},
        {"entryNodeId", "user"},
        {"nodes",
         {{"user", TreeNode("UsernameCollectorNode", {{"outcome", "password"}})},
          {"password", TreeNode("PasswordCollectorNode", {{"outcome", "decide"}})},
          {"decide", TreeNode("ScriptedDecisionNode",
                              {{"true", kSuccess}, {"false", kFailure}, {"error", kSuccess}})}}}};
    journey["nodes"] = {
        {"user", Json::object()},
        {"password", Json::object()},
        {"decide", {{"script", "s-1"}, {"outcomes", {"true", "false", "error"}}, {"inputs", inputs_}}}};
    journey["scripts"]["s-1"] = {
        {"name", "Decide"}, {"script", script_}, {"language", "JAVASCRIPT"}, {"evaluatorVersion", version_}};
    return DumpJson(journey);
  }

  [[nodiscard]] testkit::JourneyWalker Walk(const SimulatedWorld& world) const {
    auto walker = world.Walk(world.Load(Text()));
    walker.Give("User Name", "jdoe").Give("Password", "hunter2").WalkToEnd();
    return walker;
  }

 private:
  Json script_;
  Json inputs_ = Json::array({"*"});
  std::string version_ = "1.0";
};

class HarmfulScript : public ::testing::TestWithParam<const char*> {};

TEST_P(HarmfulScript, LetsNobodyIn) {
  const SimulatedWorld world;
  const auto walker = ScriptedJourney(GetParam()).Walk(world);
  EXPECT_TRUE(walker.failed());
  ASSERT_TRUE(world.log().last_error().has_value());
  EXPECT_EQ(world.log().last_error()->code(), ErrorCode::kInternal);
}

INSTANTIATE_TEST_SUITE_P(Scripts, HarmfulScript,
                         ::testing::Values("while (true) {}", "function f() { return f() + 1; } f();",
                                           "var s = 'x'; while (true) { s += s; }", "throw new Error('x');",
                                           "outcome = 'other';", "var nothing;",
                                           "outcome = 'true'; outcome = undefinedName;"));

TEST(ScriptedJourneyTest, WhatAScriptThrowsIsNotTold) {
  const SimulatedWorld world;
  const auto walker =
      ScriptedJourney("throw new Error('it is ' + transientState.get('password'));").Walk(world);
  EXPECT_TRUE(walker.failed());
  EXPECT_EQ(world.log().last_error()->Describe().find("hunter2"), std::string::npos);
}

TEST(ScriptedJourneyTest, AScriptMayDeny) {
  const SimulatedWorld world;
  EXPECT_TRUE(ScriptedJourney("outcome = 'false';").Walk(world).denied());
}

TEST(ScriptedJourneyTest, FindingsOfAScriptNameItAndItsLine) {
  const SimulatedWorld world;
  const LoadedJourneys loaded =
      LoadJourneys(ScriptedJourney("var a = 1;\nvar b = ;\n").Text(), world.registry());
  EXPECT_THAT(loaded.diagnostics.ToText(),
              HasSubstr("at /scripts/s-1/script: the script 'Decide' has an error in line 2"));
  EXPECT_TRUE(loaded.diagnostics.has_errors());
}

TEST(ScriptedJourneyTest, AScriptThatIsMissingIsOneFinding) {
  const SimulatedWorld world;
  Json journey = *ParseJson(ScriptedJourney("outcome = 'true';").Text());
  journey.erase("scripts");
  const LoadedJourneys loaded = LoadJourneys(DumpJson(journey), world.registry());
  EXPECT_THAT(loaded.diagnostics.ToText(), HasSubstr("there is no script 's-1' in the file"));
  EXPECT_EQ(loaded.diagnostics.findings().size(), 1U);
}

class EncodedScript : public ::testing::TestWithParam<Json> {};

TEST_P(EncodedScript, Runs) {
  const SimulatedWorld world;
  const auto walker = ScriptedJourney(GetParam()).Walk(world);
  EXPECT_TRUE(walker.succeeded());
  EXPECT_EQ(walker.StateText("greeting"), "Hello jdoe");
}

constexpr const char* kGreeting =
    "sharedState.put('greeting', 'Hello ' + sharedState.get('username'));\noutcome = 'true';";

INSTANTIATE_TEST_SUITE_P(
    Encodings, EncodedScript,
    ::testing::Values(Json(kGreeting), Json(DumpJson(Json(kGreeting))), Json(Base64Encode(kGreeting)),
                      Json::array({"var name = sharedState.get('username'); // a line ends here",
                                   "sharedState.put('greeting', 'Hello ' + name);", "outcome = 'true';"})));

TEST(ScriptedJourneyTest, AScriptAsksAndGoesOnWithTheAnswer) {
  const SimulatedWorld world;
  auto walker = world.Walk(
      world.Load(ScriptedJourney(Json::array({"if (callbacks.isEmpty()) {",
                                              "  callbacksBuilder.textInputCallback('Colour');",
                                              "  action.withStage('Colours');", "} else {",
                                              "  var colour = callbacks.getTextInputCallbacks().get(0);",
                                              "  nodeState.putShared('colour', colour);",
                                              "  action.goTo(colour === 'blue' ? 'true' : 'false');", "}"}))
                     .NextGeneration()
                     .Text()));
  walker.Give("User Name", "jdoe").Give("Password", "hunter2").Give("Colour", "blue").WalkToEnd();
  EXPECT_TRUE(walker.succeeded());
  EXPECT_EQ(walker.StateText("colour"), "blue");
  EXPECT_THAT(world.log().steps(), ::testing::SizeIs(::testing::Ge(4U)));
}

// The password is typed in the round before the script asks: it lives on when the script names it.
constexpr const char* kAskThenCheck =
    "if (callbacks.isEmpty()) { callbacksBuilder.nameCallback('Sure'); }"
    "else { action.goTo(nodeState.get('password') === 'hunter2' ? 'true' : 'false'); }";

TEST(ScriptedJourneyTest, ASecretThatIsNotNamedIsGoneAfterAPrompt) {
  const SimulatedWorld world;
  auto walker = world.Walk(world.Load(ScriptedJourney(kAskThenCheck).NextGeneration().Text()));
  walker.Give("User Name", "jdoe").Give("Password", "hunter2").Give("Sure", "yes").WalkToEnd();
  EXPECT_TRUE(walker.denied());
}

TEST(ScriptedJourneyTest, ASecretThatIsNamedLivesOverAPrompt) {
  const SimulatedWorld world;
  auto walker = world.Walk(
      world.Load(ScriptedJourney(kAskThenCheck).NextGeneration().Inputs(Json::array({"password"})).Text()));
  walker.Give("User Name", "jdoe").Give("Password", "hunter2").Give("Sure", "yes").WalkToEnd();
  EXPECT_TRUE(walker.succeeded());
}

}  // namespace
}  // namespace authtree::inline v0::testing_world
