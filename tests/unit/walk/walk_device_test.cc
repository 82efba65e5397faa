// What the virtual Digipass, the inbox and the script of a walk do for it.
#include "walk_fixture.h"

namespace authtree::inline v0::walk {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr const char* kActivated = R"({"activated": "jdoe"})";
constexpr const char* kExamples = AUTHTREE_SOURCE_DIR "/examples/journeys/";

class WalkDeviceTest : public WalkTest {
 protected:
  /// A walk through one of the example journeys, whose Digipass is activated for jdoe.
  WalkReport RunExample(const std::string& journey, const std::string& rounds, const std::string& end,
                        const std::string& settings = kActivated) {
    Json walk;
    walk["journey"]["file"] = kExamples + journey + ".journey.json";
    walk["settings"] = ParseJson(settings).value_or(Json());
    walk["rounds"] = ParseJson(rounds).value_or(Json());
    walk["end"] = ParseJson(end).value_or(Json());
    return Run(DumpJson(walk));
  }

  static std::string OtpRound(const std::string& answer) {
    return R"({"answer": {"User Name": "jdoe", "OTP": )" + answer + "}}";
  }
};

TEST_F(WalkDeviceTest, WithoutAnActivationThereIsNoOneTimePassword) {
  const WalkReport report = RunExample("otp-login", "[" + OtpRound(R"({"from": "digipass"})") + "]",
                                       R"({"outcome": "success"})", "{}");
  ASSERT_THAT(report.partings, SizeIs(1));
  EXPECT_EQ(report.partings[0].place, "/rounds/0/answer/OTP");
  EXPECT_THAT(report.partings[0].got, HasSubstr("is not activated"));
}

TEST_F(WalkDeviceTest, OneTimePasswordOfTheActivatedDeviceLogsIn) {
  for (const char* answer : {R"({"from": "digipass"})", R"({"from": "digipass", "reading": "otp"})"}) {
    const WalkReport report = RunExample("otp-login", "[" + OtpRound(answer) + "]",
                                         R"({"outcome": "success", "user": "jdoe", "calls": ["login 200"]})");
    EXPECT_TRUE(report.ok()) << Explain(report);
  }
}

TEST_F(WalkDeviceTest, LastCodeIsTheSameOnceMore) {
  const WalkReport report =
      RunExample("otp-login",
                 "[" + OtpRound(R"({"from": "digipass"})") + ", {}, " +
                     OtpRound(R"({"from": "digipass", "reading": "lastCode"})") + ", {}]",
                 R"({"outcome": "asks", "calls": ["login 409", "login 409"]})",
                 R"({"activated": "jdoe", "simulator": {"digipass": {"wrongOtps": 1}}})");
  EXPECT_TRUE(report.ok()) << Explain(report);
}

TEST_F(WalkDeviceTest, RespondsToTheChallengeInAPicture) {
  const WalkReport report =
      RunExample("challenge-login",
                 R"([{"answer": {"User Name": "jdoe"}}, {}, {"answer": {"OTP": {"from": "digipass"}}}])",
                 R"({"outcome": "success"})");
  EXPECT_TRUE(report.ok()) << Explain(report);
}

TEST_F(WalkDeviceTest, ShowsTheCodeForAMessageInAPicture) {
  const WalkReport report = RunExample(
      "secure-channel-login",
      R"([{"answer": {"User Name": "jdoe"}}, {}, {"answer": {"OTP": {"from": "digipass", "reading": "response"}}}])",
      R"({"outcome": "success"})");
  EXPECT_TRUE(report.ok()) << Explain(report);
}

std::string SignedBy(const std::string& values) {
  return R"([{"answer": {"User Name": "jdoe", "sourceAccount": "1", "destinationAccount": "2",
              "amountToTransfer": "3"}}, {"answer": {"signature": {"from": "digipass", "sign": )" +
         values + "}}}]";
}

TEST_F(WalkDeviceTest, SignsTheValuesOfTheAnswer) {
  const WalkReport wrong =
      RunExample("transaction-signing", SignedBy(R"(["1", "2", "4"])"), R"({"outcome": "success"})");
  EXPECT_THAT(wrong.calls, ElementsAre("validate_transaction 409"));
  const WalkReport right =
      RunExample("transaction-signing", SignedBy(R"(["1", "2", "3"])"), R"({"outcome": "success"})");
  EXPECT_TRUE(right.ok()) << Explain(right);
}

TEST_F(WalkDeviceTest, ActivationThatIsRefusedIsAFinding) {
  const char* settings = R"({"activated": "jdoe", "simulator": {"licenses": []}})";
  const WalkReport report = RunExample("otp-login", "[]", R"({"outcome": "success"})", settings);
  EXPECT_EQ(report.verdict, WalkVerdict::kUnusable);
  EXPECT_THAT(PlacesOf(report.findings), ElementsAre("/settings/activated"));
}

TEST_F(WalkDeviceTest, FaultsOfTheSettingsWaitForTheWalk) {
  const char* settings = R"({"activated": "jdoe", "simulator": {"faults": [{"status": 503, "times": 1}]}})";
  const WalkReport report = RunExample("otp-login", "[" + OtpRound(R"({"from": "digipass"})") + ", {}]",
                                       R"({"outcome": "asks", "calls": ["login 503"]})", settings);
  EXPECT_TRUE(report.ok()) << Explain(report);
}

// ── The inbox ──

std::string CodeFromTheInbox(const std::string& password) {
  return R"([{"answer": {"User Name": "jdoe", "Password": ")" + password +
         R"("}}, {"answer": {"OTP": {"from": "inbox"}}}])";
}

constexpr const char* kAccount = R"({"simulator": {"accounts": [{"userID": "jdoe"}]}})";

TEST_F(WalkDeviceTest, InboxHasTheCodeThatWasSent) {
  const WalkReport report = RunExample("virtual-otp-login", CodeFromTheInbox("votp"),
                                       R"({"outcome": "success", "user": "jdoe"})", kAccount);
  EXPECT_TRUE(report.ok()) << Explain(report);
}

TEST_F(WalkDeviceTest, EmptyInboxStopsTheWalk) {
  const WalkReport report = RunExample("otp-login", "[" + OtpRound(R"({"from": "inbox"})") + "]",
                                       R"({"outcome": "success"})", kAccount);
  ASSERT_THAT(report.partings, SizeIs(1));
  EXPECT_EQ(report.partings[0].got, "none was sent");
}

// ── The script, and an app that activates itself ──

TEST_F(WalkDeviceTest, ScriptOfARoundDecidesPushesFromThenOn) {
  const char* settings = R"({"activated": "jdoe", "simulator": {"digipass": {"platform": "android"}}})";
  const WalkReport report =
      RunExample("push-login",
                 R"([{"script": {"push": {"decision": "refuse"}}, "answer": {"User Name": "jdoe"}}, {}, {}])",
                 R"({"outcome": "asks", "calls": ["login 202", "check_session 200", "check_session 200"],
                     "messages": [{"contains": "refused"}]})",
                 settings);
  EXPECT_TRUE(report.ok()) << Explain(report);
}

TEST_F(WalkDeviceTest, ScriptOfARoundLeavesWhatItDoesNotName) {
  const WalkReport report = RunExample(
      "risk-login",
      R"([{"script": {"push": {"decision": "refuse"}}, "answer": {"User Name": "jdoe", "Password": "Secret42x",
           "ostid_cddc_json": "{\"fingerprint\":\"example\"}", "ostid_cddc_hash": "0c1f"}}, {}])",
      R"({"outcome": "asks", "path": ["Who asks", "Who -> outcome", "Log in -> StepUp",
          "Ask for the one-time password asks"]})",
      R"({"simulator": {"accounts": [{"userID": "jdoe", "staticPassword": "Secret42x"}], "risk": [{"code": 8}]}})");
  EXPECT_TRUE(report.ok()) << Explain(report);
}

std::string OnlineRounds(const std::string& user) {
  return R"([{"answer": {"User Name": "jdoe", "ostid_cddc_json": "{\"fingerprint\":\"example\"}", "ostid_cddc_hash": "0c1f"}}, {},
             {"activateOnline": ")" +
         user + R"("}])";
}

TEST_F(WalkDeviceTest, AppActivatesItselfWhenTheRoundSaysSo) {
  const WalkReport report = RunExample("online-activation", OnlineRounds("jdoe"),
                                       R"({"outcome": "success", "user": "jdoe"})", "{}");
  EXPECT_TRUE(report.ok()) << Explain(report);
}

TEST_F(WalkDeviceTest, AppReadsTheCodeThatWasShown) {
  const char* first = R"([{"answer": {"User Name": "jdoe"}}, {"activateOnline": "jdoe"}])";
  for (const char* digipass : {"true", "false"}) {
    const WalkReport report =
        RunExample("online-activation-oca", first, R"({"outcome": "success", "user": "jdoe"})",
                   std::string(R"({"digipass": )") + digipass + "}");
    EXPECT_TRUE(report.ok()) << Explain(report);
  }
}

TEST_F(WalkDeviceTest, AppOfTheScriptActivatesItself) {
  const WalkReport report = RunExample(
      "online-activation-oca",
      R"([{"answer": {"User Name": "jdoe"}, "script": {"onlineActivation": {"decision": "activate", "afterSeconds": 1}}},
          {"advance": "1s"}])",
      R"({"outcome": "success", "user": "jdoe"})", "{}");
  EXPECT_TRUE(report.ok()) << Explain(report);
}

TEST_F(WalkDeviceTest, AppOfAnotherUserHasNothingToActivate) {
  const WalkReport report =
      RunExample("online-activation", OnlineRounds("nobody"), R"({"outcome": "success"})", "{}");
  ASSERT_THAT(report.partings, SizeIs(1));
  EXPECT_EQ(report.partings[0].place, "/rounds/2/activateOnline");
}

// ── The administrator ──

constexpr const char* kPasswordAccount =
    R"({"simulator": {"accounts": [{"userID": "jdoe", "staticPassword": "Secret42x"}]}})";

TEST_F(WalkDeviceTest, UnlockingNobodyStopsTheWalk) {
  const WalkReport report =
      RunExample("otp-login", R"([{"administrator": {"unlock": "nobody"}}])", R"({"outcome": "success"})");
  ASSERT_THAT(report.partings, SizeIs(1));
  EXPECT_EQ(report.partings[0].place, "/rounds/0/administrator/unlock");
}

TEST_F(WalkDeviceTest, UnlockedAccountLogsIn) {
  const WalkReport report = RunExample(
      "otp-login",
      R"([{"administrator": {"unlock": "jdoe"}, "answer": {"User Name": "jdoe", "OTP": {"from": "digipass"}}}])",
      R"({"outcome": "success"})",
      R"({"activated": "jdoe", "simulator": {"accounts": [{"userID": "jdoe", "locked": true}]}})");
  EXPECT_TRUE(report.ok()) << Explain(report);
}

TEST_F(WalkDeviceTest, AdministratorNeedsAnAccountWithAStaticPassword) {
  const WalkReport report = RunExample("otp-login", R"([{"administrator": {"activate": "jdoe"}}])",
                                       R"({"outcome": "success"})", kAccount);
  ASSERT_THAT(report.partings, SizeIs(1));
  EXPECT_EQ(report.partings[0].place, "/rounds/0/administrator/activate");
  EXPECT_THAT(report.partings[0].expected, HasSubstr("static password"));
}

TEST_F(WalkDeviceTest, AdministratorNeedsADigipassToGiveOut) {
  const WalkReport report =
      RunExample("otp-login", R"([{"administrator": {"activate": "jdoe"}}])", R"({"outcome": "success"})",
                 R"({"digipass": false,
                     "simulator": {"accounts": [{"userID": "jdoe", "staticPassword": "Secret42x"}]}})");
  ASSERT_THAT(report.partings, SizeIs(1));
  EXPECT_THAT(report.partings[0].got, HasSubstr("no Digipass"));
}

TEST_F(WalkDeviceTest, AdministratorCannotGiveOutTheDigipassOfAnother) {
  const WalkReport report =
      RunExample("otp-login", R"([{"administrator": {"activate": "jdoe"}}])", R"({"outcome": "success"})",
                 R"({"simulator": {"accounts": [{"userID": "jdoe", "staticPassword": "Secret42x"}],
                        "licenses": [{"serialNumber": "VDS1000001", "owner": "bob"}]}})");
  ASSERT_THAT(report.partings, SizeIs(1));
  EXPECT_THAT(report.partings[0].got, HasSubstr("refuses"));
}

TEST_F(WalkDeviceTest, DigipassThatTheAdministratorActivatedLogsIn) {
  const WalkReport report = RunExample(
      "otp-login",
      R"([{"administrator": {"activate": "jdoe"}, "answer": {"User Name": "jdoe", "OTP": {"from": "digipass"}},
           "faults": [{"operation": "start_registration", "status": 503}]}])",
      R"({"outcome": "success", "calls": ["login 200"]})", kPasswordAccount);
  EXPECT_TRUE(report.ok()) << Explain(report);
}

}  // namespace
}  // namespace authtree::inline v0::walk
