// authtree test, and authtree run --record, as a user runs them.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/core/json.h"

#include "program.h"

namespace authtree::inline v0::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* kWalks = AUTHTREE_SOURCE_DIR "/examples/journeys/walks";

constexpr const char* kLogin = R"({"tree": {"_id": "Login", "entryNodeId": "u", "nodes": {
    "u": {"nodeType": "UsernameCollectorNode", "connections": {"outcome": "p"}},
    "p": {"nodeType": "PasswordCollectorNode", "connections": {"outcome": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"}}}},
    "nodes": {"u": {}, "p": {}}})";

class WalkProgram : public Program {
 protected:
  /// A walk through the login journey that expects a user.
  std::string LoginWalk(const std::string& name, const std::string& user,
                        const std::string& password = R"("canary-password")") {
    login_ = scratch_.Write("login.json", kLogin);
    return scratch_.Write(name, R"({"journey": {"file": "login.json"}, "rounds": [
        {"ask": {"callbacks": ["User Name"]}, "answer": {"User Name": "jdoe"}},
        {"ask": {"callbacks": ["Password"]}, "answer": {"Password": )" +
                                    password + R"(}}], "end": {"outcome": "success", "user": ")" + user +
                                    "\"}}");
  }

  std::string login_;
};

TEST_F(WalkProgram, WithoutAWalkSaysHowToUseIt) {
  const Ran ran = Run("test");
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("authtree test --help"));
}

TEST_F(WalkProgram, ARunInWhichAnIdentityIsVerifiedIsRecorded) {
  const std::string walk = scratch_.Path("verify.walk.json");
  const Ran recorded =
      Run("run '" + std::string(kIdentityJourney) + "' --simulate --record '" + walk +
          "' --identity-host IDV.example.com:443 --answer 'User Name=jdoe' --answer "
          "givenName=Joan --answer sn=Doe --answer telephoneNumber=1 --answer mail=a@b.example");
  EXPECT_EQ(recorded.code, 0) << recorded.err;
  const Ran tested = Run("test '" + walk + "'");
  EXPECT_EQ(tested.code, 0) << tested.out;
}

TEST_F(WalkProgram, MissingFileIsAFinding) {
  const Ran ran = Run("test /no/such.walk.json");
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("FINDINGS"), HasSubstr("/no/such.walk.json"), HasSubstr("cannot be read")));
}

TEST_F(WalkProgram, DirectoryWithoutAWalkIsAFinding) {
  const Ran ran = Run("test '" + scratch_.Path("") + "'");
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr(".walk.json"));
}

TEST_F(WalkProgram, FindingsOfAWalkAreToldAtOnce) {
  const std::string walk =
      scratch_.Write("bad.walk.json", R"({"journey": {"file": "j"}, "steps": [], "end": {}})");
  const Ran ran = Run("test '" + walk + "'");
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("/steps"), HasSubstr("/end/outcome")));
}

TEST_F(WalkProgram, FailedWalkSaysWhereItParts) {
  const Ran ran = Run("test '" + LoginWalk("login.walk.json", "alice") + "'");
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("FAILED"), HasSubstr("end, /end/user"), HasSubstr("expected  \"alice\""),
                    HasSubstr("got       \"jdoe\""), HasSubstr("0 passed, 1 failed")));
  EXPECT_THAT(ran.out, Not(HasSubstr("canary-password")));
}

TEST_F(WalkProgram, OneFailureAmongManyFails) {
  LoginWalk("a.walk.json", "jdoe");
  LoginWalk("b.walk.json", "alice");
  const Ran ran = Run("test '" + scratch_.Path("") + "'");
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, HasSubstr("2 walks: 1 passed, 1 failed"));
}

TEST_F(WalkProgram, AnswerFromOutsideIsAskedForAndTaken) {
  const std::string walk = LoginWalk("login.walk.json", "jdoe", R"({"from": "answers"})");
  const Ran without = Run("test '" + walk + "'");
  EXPECT_EQ(without.code, 1);
  EXPECT_THAT(without.out, HasSubstr("/rounds/1/answer/Password"));
  EXPECT_EQ(Run("test '" + walk + "' --answer Password=canary-password").code, 0);
  const std::string answers = scratch_.Write("answers.json", R"({"Password": "canary-password"})");
  EXPECT_EQ(Run("test '" + walk + "' --answers '" + answers + "'").code, 0);
  EXPECT_EQ(Run("test '" + walk + "' --answer nonsense").code, 2);
}

TEST_F(WalkProgram, OptionalJourneyThatIsNotThereIsSkippedButNotInCi) {
  const std::string walk = scratch_.Write(
      "gone.walk.json", R"({"journey": {"file": "gone", "optional": true}, "end": {"outcome": "success"}})");
  const std::string command = std::string(AUTHTREE_PROGRAM) + " test '" + walk + "'";
  const Ran here = Shell("unset CI; " + command);
  EXPECT_EQ(here.code, 0);
  EXPECT_THAT(here.out, HasSubstr("1 skipped"));
  EXPECT_EQ(Shell("CI=true " + command).code, 2);
}

TEST_F(WalkProgram, ExamplesPass) {
  const Ran ran = Run(std::string("test ") + kWalks);
  EXPECT_EQ(ran.code, 0) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr(" 0 failed"));
}

TEST_F(WalkProgram, VerboseTellsPathAndCalls) {
  const Ran ran = Run(std::string("test --verbose ") + kWalks + "/register-timeout.walk.json");
  EXPECT_THAT(ran.out, AllOf(HasSubstr("Register the user -> Error"), HasSubstr("register_user 200 delay"),
                             HasSubstr("3500.0 ms")));
}

TEST_F(WalkProgram, JsonTellsEverything) {
  const Ran ran = Run("test --json '" + LoginWalk("login.walk.json", "alice") + "'");
  EXPECT_EQ(ran.code, 1);
  const Result<Json> report = ParseJson(ran.out);
  ASSERT_TRUE(report.has_value());
  const Json& walk = report->at(0);
  EXPECT_EQ(walk.at("result"), "failed");
  EXPECT_EQ(walk.at("partings").at(0).at("place"), "/end/user");
  EXPECT_EQ(walk.at("rounds"), 2);
}

TEST_F(WalkProgram, JunitFileIsWritten) {
  LoginWalk("a.walk.json", "jdoe");
  LoginWalk("b.walk.json", "<alice> & \\\"co\\\"");
  const std::string junit = scratch_.Path("results.xml");
  EXPECT_EQ(Run("test '" + scratch_.Path("") + "' --junit '" + junit + "'").code, 1);
  const std::string xml = ReadFile(junit);
  EXPECT_THAT(xml, StartsWith("<?xml"));
  EXPECT_THAT(xml, AllOf(HasSubstr("tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\""),
                         HasSubstr("&lt;alice&gt; &amp; "), HasSubstr("message=\"/end/user\"")));
  EXPECT_EQ(Run("test '" + scratch_.Path("") + "' --junit /no/such/dir/x.xml").code, 2);
}

TEST_F(WalkProgram, UpdateBringsExpectationsUpToDate) {
  const std::string walk = LoginWalk("login.walk.json", "alice");
  const Ran ran = Run("test --update '" + walk + "'");
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, HasSubstr("updated"));
  EXPECT_THAT(ReadFile(walk), HasSubstr("\"user\": \"jdoe\""));
  EXPECT_THAT(Run("test --update '" + walk + "'").out, Not(HasSubstr("updated")));
}

TEST_F(WalkProgram, UpdateThatCannotHelpLeavesTheFileAlone) {
  const std::string walk = LoginWalk("login.walk.json", "jdoe", R"({"from": "answers"})");
  const std::string before = ReadFile(walk);
  EXPECT_EQ(Run("test --update '" + walk + "'").code, 1);
  EXPECT_EQ(ReadFile(walk), before);
}

TEST_F(WalkProgram, SchemaIsJson) {
  const Result<Json> schema = ParseJson(Run("test --schema").out);
  ASSERT_TRUE(schema.has_value());
  EXPECT_TRUE(schema->at("properties").contains("rounds"));
}

// ── Recording ──

TEST_F(WalkProgram, RecordingNeedsTheSimulatorAndADirectory) {
  const Ran ran = Run(RunExample("--answer 'User Name=jdoe' --record /no/such/dir/x.walk.json"));
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("Add --simulate"), HasSubstr("/no/such/dir")));
  EXPECT_THAT(Run(RunExample("--simulate --record-secrets")).err, HasSubstr("--record FILE"));
}

TEST_F(WalkProgram, WhatIsRecordedPassesAtOnce) {
  const std::string walk = scratch_.Path("activation.walk.json");
  const Ran ran = Run(RunExample("--simulate --digipass --answer 'User Name=jdoe' --record '" + walk + "'"));
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, HasSubstr("authtree test " + walk));
  const Ran repeated = Run("test '" + walk + "'");
  EXPECT_EQ(repeated.code, 0) << repeated.out;
}

TEST_F(WalkProgram, DeniedRunIsRecordedAsDenied) {
  const std::string config = scratch_.Write("tenant.json", R"({"faults": [{"status": 503}]})");
  const std::string walk = scratch_.Path("down.walk.json");
  const Ran ran = Run(RunExample("--simulate --digipass --answer 'User Name=jdoe' --simulator-config '" +
                                 config + "' --record '" + walk + "'"));
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ReadFile(walk), AllOf(HasSubstr("\"outcome\": \"denied\""), HasSubstr("\"status\": 503")));
  EXPECT_EQ(Run("test '" + walk + "'").code, 0);
}

TEST_F(WalkProgram, SecretsStayOutOfARecordingUnlessTheyAreWanted) {
  const std::string journey = scratch_.Write("login.json", kLogin);
  const std::string walk = scratch_.Path("login.walk.json");
  const std::string run = "run '" + journey +
                          "' --simulate --answer 'User Name=jdoe' --answer Password=canary-pw " +
                          "--record '" + walk + "'";
  const Ran ran = Run(run);
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, HasSubstr("--answer \"Password=...\""));
  EXPECT_THAT(ReadFile(walk),
              AllOf(Not(HasSubstr("canary-pw")), HasSubstr(R"("Password": {"from": "answers"})")));
  EXPECT_EQ(Run("test '" + walk + "'").code, 1);
  EXPECT_EQ(Run("test '" + walk + "' --answer Password=canary-pw").code, 0);
  EXPECT_EQ(Run(run + " --record-secrets").code, 0);
  EXPECT_THAT(ReadFile(walk), HasSubstr("canary-pw"));
  EXPECT_EQ(Run("test '" + walk + "'").code, 0);
}

TEST_F(WalkProgram, RecordsALoginThatTheDigipassAnswers) {
  const std::string walk = scratch_.Path("first-login.walk.json");
  const Ran recorded =
      Run(std::string("run '" AUTHTREE_SOURCE_DIR "/examples/journeys/first-login.journey.json'") +
          " --journey First-Login --simulate --digipass --answer 'User Name=jdoe' --record '" + walk + "'");
  EXPECT_EQ(recorded.code, 0) << recorded.err;
  EXPECT_EQ(Run("test '" + walk + "'").code, 0);
}

}  // namespace
}  // namespace authtree::inline v0::cli
