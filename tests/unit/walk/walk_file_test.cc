#include "authtree/walk/walk_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "walk_fixture.h"

namespace authtree::inline v0::walk {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

struct BadWalk {
  const char* name;
  const char* text;
  const char* place;
};

class BadWalkFile : public ::testing::TestWithParam<BadWalk> {};

TEST_P(BadWalkFile, IsAFindingWithPlaceAndFix) {
  const Diagnostics diagnostics = ParseWalk(GetParam().text).diagnostics;
  EXPECT_THAT(PlacesOf(diagnostics), Contains(GetParam().place)) << diagnostics.ToText();
  for (const Finding& finding : diagnostics.findings()) EXPECT_NE(finding.fix, "") << finding.place;
}

#define WALK(rest) R"({"journey": {"file": "j"}, "end": {"outcome": "success"}, )" rest "}"
#define ROUND(rest) WALK(R"("rounds": [{)" rest "}]")
#define END(rest) R"({"journey": {"file": "j"}, "end": {)" rest "}}"

INSTANTIATE_TEST_SUITE_P(
    Table, BadWalkFile,
    ::testing::Values(
        BadWalk{"NoJson", "{", ""}, BadWalk{"NoObject", "[]", ""},
        BadWalk{"TwiceTheSameKey", R"({"a": 1, "a": 1})", ""},
        BadWalk{"NoJourney", R"({"end": {"outcome": "success"}})", "/journey"},
        BadWalk{"NoEnd", R"({"journey": {"file": "j"}})", "/end"},
        BadWalk{"NoFile", R"({"journey": {}, "end": {"outcome": "success"}})", "/journey/file"},
        BadWalk{"EmptyFile", R"({"journey": {"file": ""}, "end": {"outcome": "success"}})", "/journey/file"},
        BadWalk{"UnknownMember", WALK(R"("steps": [])"), "/steps"},
        BadWalk{"NameIsNoText", WALK(R"("name": 7)"), "/name"},
        BadWalk{"BadSimulator", WALK(R"("settings": {"simulator": {"licences": []}})"),
                "/settings/simulator/licences"},
        BadWalk{"BadStart", WALK(R"("settings": {"start": "tomorrow"})"), "/settings/start"},
        BadWalk{"BadDigipass", WALK(R"("settings": {"digipass": "yes"})"), "/settings/digipass"},
        BadWalk{
            "LongApplicationRef",
            WALK(
                R"("settings": {"applicationRef": "0123456789012345678901234567890123456789012345678901234567890123456789"})"),
            "/settings/applicationRef"},
        BadWalk{"RoundsAreNoList", WALK(R"("rounds": {})"), "/rounds"},
        BadWalk{"RoundIsNoObject", WALK(R"("rounds": [7])"), "/rounds/0"},
        BadWalk{"UnknownRoundMember", ROUND(R"("asks": {})"), "/rounds/0/asks"},
        BadWalk{"UnknownCallbackType", ROUND(R"("ask": {"callbacks": [{"type": "NomeCallback"}]})"),
                "/rounds/0/ask/callbacks/0/type"},
        BadWalk{"CallbackIsNumber", ROUND(R"("ask": {"callbacks": [7]})"), "/rounds/0/ask/callbacks/0"},
        BadWalk{"BadOutputs", ROUND(R"("ask": {"callbacks": [{"outputs": []}]})"),
                "/rounds/0/ask/callbacks/0/outputs"},
        BadWalk{"BadMatcher", ROUND(R"("ask": {"header": {"like": "x"}})"), "/rounds/0/ask/header"},
        BadWalk{"AllAndSome", ROUND(R"("ask": {"callbacks": [], "includes": []})"), "/rounds/0/ask/includes"},
        BadWalk{"AnswerIsNoObject", ROUND(R"("answer": "jdoe")"), "/rounds/0/answer"},
        BadWalk{"AnswerIsTrue", ROUND(R"("answer": {"a/b": true})"), "/rounds/0/answer/a~1b"},
        BadWalk{"NoAnswerInAList", ROUND(R"("answer": {"a": []})"), "/rounds/0/answer/a"},
        BadWalk{"BadAnswerInAList", ROUND(R"("answer": {"a": ["x", 1.5]})"), "/rounds/0/answer/a/1"},
        BadWalk{"AnswerFromNowhere", ROUND(R"("answer": {"a": {}})"), "/rounds/0/answer/a/from"},
        BadWalk{"AnswerFromTheSky", ROUND(R"("answer": {"a": {"from": "sky"}})"), "/rounds/0/answer/a/from"},
        BadWalk{"BadReading", ROUND(R"("answer": {"a": {"from": "digipass", "reading": "x"}})"),
                "/rounds/0/answer/a/reading"},
        BadWalk{"ReadingWithoutDigipass",
                ROUND(R"("answer": {"a": {"from": "answers", "reading": "serial"}})"),
                "/rounds/0/answer/a/reading"},
        BadWalk{"SignedWithoutDigipass", ROUND(R"("answer": {"a": {"from": "inbox", "sign": ["1"]}})"),
                "/rounds/0/answer/a/sign"},
        BadWalk{"NothingSigned", ROUND(R"("answer": {"a": {"from": "digipass", "sign": []}})"),
                "/rounds/0/answer/a/sign"},
        BadWalk{"NumberSigned", ROUND(R"("answer": {"a": {"from": "digipass", "sign": ["1", 2]}})"),
                "/rounds/0/answer/a/sign/1"},
        BadWalk{"SignedAndRead",
                ROUND(R"("answer": {"a": {"from": "digipass", "sign": ["1"], "reading": "otp"}})"),
                "/rounds/0/answer/a/reading"},
        BadWalk{"UnknownScript", ROUND(R"("script": {"lives": {}})"), "/rounds/0/script/lives"},
        BadWalk{"BadPush", ROUND(R"("script": {"push": {"decision": "perhaps"}})"),
                "/rounds/0/script/push/decision"},
        BadWalk{"BadRisk", ROUND(R"("script": {"risk": [{}]})"), "/rounds/0/script/risk/0/code"},
        BadWalk{"BadOnlineActivation", ROUND(R"("script": {"onlineActivation": {"platform": "x"}})"),
                "/rounds/0/script/onlineActivation/platform"},
        BadWalk{"UnknownAct", ROUND(R"("administrator": {"fire": "jdoe"})"), "/rounds/0/administrator/fire"},
        BadWalk{"BadUnlock", ROUND(R"("administrator": {"unlock": 7})"), "/rounds/0/administrator/unlock"},
        BadWalk{"BadActivateOnline", ROUND(R"("activateOnline": true)"), "/rounds/0/activateOnline"},
        BadWalk{"ActivatedWithoutDigipass", WALK(R"("settings": {"digipass": false, "activated": "jdoe"})"),
                "/settings/activated"},
        BadWalk{"CommandStoreWithoutHosts", WALK(R"("settings": {"commandStore": {}})"),
                "/settings/commandStore/hosts"},
        BadWalk{"CommandStoreIsNoHost", WALK(R"("settings": {"commandStore": {"hosts": ["a", "b/c"]}})"),
                "/settings/commandStore/hosts/1"},
        BadWalk{"CommandStoreWithoutStatus",
                WALK(R"("settings": {"commandStore": {"hosts": ["a"], "status": 99}})"),
                "/settings/commandStore/status"},
        BadWalk{"BadAdvance", ROUND(R"("advance": "soon")"), "/rounds/0/advance"},
        BadWalk{"BadFault", ROUND(R"("faults": [{"kind": "boom"}])"), "/rounds/0/faults/0/kind"},
        BadWalk{"NoOutcome", END(R"("user": "x")"), "/end/outcome"},
        BadWalk{"UnknownOutcome", END(R"("outcome": "fine")"), "/end/outcome"},
        BadWalk{"UserOfTheDenied", END(R"("outcome": "denied", "user": "x")"), "/end/user"},
        BadWalk{"MessageOfSuccess", END(R"("outcome": "success", "message": "x")"), "/end/message"},
        BadWalk{"ErrorOfSuccess", END(R"("outcome": "success", "error": "x")"), "/end/error"},
        BadWalk{"StateOfTheFailed", END(R"("outcome": "failed", "state": {})"), "/end/state"},
        BadWalk{"MessagesAreNoList", END(R"("outcome": "success", "messages": "x")"), "/end/messages"},
        BadWalk{"PathIsNoText", END(R"("outcome": "success", "path": [1])"), "/end/path/0"},
        BadWalk{"CallsAreNoList", END(R"("outcome": "success", "calls": {})"), "/end/calls"},
        BadWalk{"AsksWithoutARound", END(R"("outcome": "asks")"), "/rounds"},
        BadWalk{
            "AnsweredWhereItEnds",
            R"({"journey": {"file": "j"}, "rounds": [{"answer": {"a": "b"}}], "end": {"outcome": "asks"}})",
            "/rounds/0"},
        BadWalk{
            "AdministratorWhereItEnds",
            R"({"journey": {"file": "j"}, "rounds": [{"administrator": {"unlock": "a"}}], "end": {"outcome": "asks"}})",
            "/rounds/0"},
        BadWalk{
            "ScriptWhereItEnds",
            R"({"journey": {"file": "j"}, "rounds": [{"script": {"push": {}}}], "end": {"outcome": "asks"}})",
            "/rounds/0"}),
    [](const auto& test) { return test.param.name; });

TEST(ParseWalk, TellsEveryFindingAtOnce) {
  const Diagnostics diagnostics =
      ParseWalk(R"({"journey": {"file": 1}, "rounds": [{"advance": 1}, {"ask": {"stage": {}}}], "more": 1})")
          .diagnostics;
  EXPECT_THAT(PlacesOf(diagnostics),
              ElementsAre("/journey/file", "/rounds/0/advance", "/rounds/1/ask/stage", "/end", "/more"));
}

TEST(ParseWalk, FindingsDoNotRepeatValues) {
  const Diagnostics diagnostics =
      ParseWalk(ROUND(R"("answer": {"Password": ["hush", {"from": "hush"}, ["hush"]]}, "advance": "hush")"))
          .diagnostics;
  EXPECT_THAT(diagnostics.findings(), SizeIs(3));
  EXPECT_THAT(diagnostics.ToText(), Not(HasSubstr("hush")));
}

TEST(ParseWalk, TooManyRoundsAreOneFinding) {
  Json walk = *ParseJson(WALK(R"("rounds": [])"));
  for (int i = 0; i < 1100; ++i) walk["rounds"].push_back(Json::object());
  EXPECT_THAT(PlacesOf(ParseWalk(DumpJson(walk)).diagnostics), ElementsAre("/rounds/1000"));
}

constexpr const char* kEverything = R"({
  "name": "n",
  "description": "d",
  "journey": {"file": "../j.json", "id": "T", "optional": true},
  "settings": {
    "start": "2030-05-06T07:08:09Z",
    "clientIp": "198.51.100.7",
    "digipass": false,
    "applicationRef": "app",
    "commandStore": {"hosts": ["commands.example.com"], "status": 503},
    "simulator": {"defaultDomain": "acme"}
  },
  "rounds": [
    {
      "ask": {
        "header": "h",
        "description": {"contains": "d"},
        "stage": {"any": true},
        "callbacks": [
          "User Name",
          {
            "type": "HiddenValueCallback",
            "prompt": {"absent": true},
            "id": "i",
            "message": "m",
            "value": {"secret": true},
            "outputs": {"choices": ["a", "b"]}
          }
        ]
      },
      "faults": [{"operation": "add_device", "kind": "reset"}],
      "script": {
        "onlineActivation": {"afterSeconds": 9},
        "push": {"decision": "refuse"},
        "risk": [{"code": 8}]
      },
      "activateOnline": "jdoe",
      "administrator": {"unlock": "jdoe", "activate": "bob"},
      "advance": "30s",
      "answer": {
        "a": "x",
        "b": 1,
        "c": {"from": "digipass"},
        "d": {"from": "digipass", "reading": "serial"},
        "e": [{"from": "answers"}, "y"],
        "f": {"from": "digipass", "sign": ["1", "2"]},
        "g": [{"from": "inbox"}, {"from": "fido"}],
        "h": [
          {"from": "digipass", "reading": "otp"},
          {"from": "digipass", "reading": "response"},
          {"from": "digipass", "reading": "lastCode"}
        ]
      }
    },
    {"ask": {"includes": ["x"]}}
  ],
  "end": {
    "outcome": "asks",
    "messages": ["m", {"matches": "^n"}],
    "state": {"k": {"matches": "v"}},
    "path": ["A -> b"],
    "calls": ["add_device reset"]
  }
}
)";

TEST(ParseWalk, ReadsEveryMember) {
  const ParsedWalk parsed = ParseWalk(kEverything);
  ASSERT_TRUE(parsed.diagnostics.empty()) << parsed.diagnostics.ToText();
  const WalkFile& walk = parsed.walk;
  EXPECT_EQ(walk.name, "n");
  EXPECT_TRUE(walk.journey.optional);
  EXPECT_FALSE(walk.settings.digipass);
  EXPECT_EQ(walk.settings.client_ip, "198.51.100.7");
  ASSERT_THAT(walk.rounds, SizeIs(2));
  EXPECT_EQ(walk.rounds[0].advance, std::chrono::seconds(30));
  ASSERT_THAT(*walk.rounds[0].ask.callbacks, SizeIs(2));
  EXPECT_EQ(walk.rounds[0].ask.callbacks->at(0).name->Text(), "User Name");
  EXPECT_EQ(walk.rounds[0].ask.callbacks->at(1).type, CallbackType::kHiddenValue);
  EXPECT_EQ(walk.rounds[0].answers.at("c").front().source, WalkAnswer::Source::kDigipass);
  EXPECT_EQ(walk.rounds[0].answers.at("d").front().reading, DigipassAnswer::kSerial);
  EXPECT_THAT(walk.rounds[0].answers.at("e"), SizeIs(2));
  EXPECT_EQ(walk.rounds[0].faults->front().kind, simulator::FaultKind::kReset);
  EXPECT_EQ(walk.end.outcome, WalkOutcome::kAsks);
  EXPECT_THAT(*walk.end.path, ElementsAre("A -> b"));
}

TEST(WalkText, IsReadBack) { EXPECT_EQ(WalkText(ParseWalk(kEverything).walk), kEverything); }

TEST(WalkText, KeepsForWhomTheDigipassIsActivated) {
  const ParsedWalk parsed = ParseWalk(WALK(R"("settings": {"activated": "jdoe"})"));
  EXPECT_EQ(ParseWalk(WalkText(parsed.walk)).walk.settings.activated, "jdoe");
}

TEST(WalkText, LeavesDefaultsOut) {
  const std::string text = WalkText(ParseWalk(END(R"("outcome": "success")")).walk);
  EXPECT_EQ(text, "{\"journey\": {\"file\": \"j\"}, \"rounds\": [], \"end\": {\"outcome\": \"success\"}}\n");
}

}  // namespace
}  // namespace authtree::inline v0::walk
