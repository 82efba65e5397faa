#include "program.h"

#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/core/json.h"

namespace authtree::inline v0::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kAnswers = "--answer 'User Name=jdoe' --answer serialNumber=VDS1000001";

TEST_F(Program, WithoutACommandSaysHowToUseIt) {
  const Ran ran = Run("");
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err + ran.out, HasSubstr("--help"));
}

TEST_F(Program, UnknownCommandIsUsageAndTheNearestIsNamed) {
  const Ran ran = Run("drwa journey.json");
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("There is no command 'drwa'. Did you mean 'draw'?"));
}

TEST_F(Program, UnknownOptionIsUsage) { EXPECT_EQ(Run(RunExample("--no-such-option")).code, 2); }

TEST_F(Program, MissingFileIsNamed) {
  const Ran ran = Run("run /no/such/file.json --simulate");
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("/no/such/file.json"));
}

TEST_F(Program, TellsEveryFindingOfTheCommandLineAtOnce) {
  const Ran ran = Run(RunExample("--digipass --answer nonsense --cddc /no/such.json"));
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("--digipass"), HasSubstr("--answer"), HasSubstr("--cddc")));
}

TEST_F(Program, JourneyThatCallsOneSpanNeedsAService) {
  const Ran ran = Run(RunExample(kAnswers));
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("--simulate"));
}

TEST_F(Program, ProductionWithoutAClientCertificateIsRefusedBeforeAnyCall) {
  const Ran ran = Run(RunExample("--tenant acme --environment Production_EU1"));
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("--client-cert"));
}

TEST_F(Program, UnknownNodeTypeIsAFindingWithASuggestion) {
  const std::string file = scratch_.Write("bad.json", R"({"tree": {"_id": "T", "entryNodeId": "n", "nodes":
      {"n": {"nodeType": "UsernameColectorNode", "connections": {}}}}, "nodes": {"n": {}}})");
  const Ran ran = Run("run '" + file + "'");
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("/tree/nodes/n/nodeType"), HasSubstr("'UsernameCollectorNode'")));
}

TEST_F(Program, PromptWithoutAnAnswerIsNamedWhenNobodyCanBeAsked) {
  const Ran ran = Run(RunExample("--simulate"));
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err,
              AllOf(HasSubstr("--answer \"User Name=VALUE\""), HasSubstr("--answer \"serialNumber=VALUE\"")));
}

TEST_F(Program, DeniedJourneyEndsWithOneAndSaysWhy) {
  const std::string config =
      scratch_.Write("tenant.json", R"({"licenses": [{"serialNumber": "VDS1000001", "maxActivations": 1,
                                       "activationsUsed": 1}]})");
  const Ran ran = Run(RunExample("--simulate --digipass --simulator-config '" + config + "' " + kAnswers));
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("no activation left"));
  EXPECT_THAT(ran.out, HasSubstr("denied"));
}

TEST_F(Program, BadSimulatorConfigIsAFinding) {
  const std::string config = scratch_.Write("tenant.json", R"({"licences": []})");
  const Ran ran = Run(RunExample("--simulate --simulator-config '" + config + "' " + kAnswers));
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("/licences"));
}

TEST_F(Program, FailedJourneyEndsWithThree) {
  // The peer is not there, and the journey leaves the node's error outcome unconnected.
  const std::string file = scratch_.Write("open.json", R"({"tree": {"_id": "T", "entryNodeId": "u", "nodes": {
      "u": {"nodeType": "UsernameCollectorNode", "connections": {"outcome": "r"}},
      "r": {"nodeType": "OS_Auth_UserRegisterNode",
            "connections": {"Success": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"}}}},
      "nodes": {"u": {}, "r": {"objectType": "OCA", "activationType": "offlineMDL"}}})");
  const Ran ran = Run("run '" + file + "' --base-url https://127.0.0.1:9 --answer 'User Name=jdoe'");
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.out, HasSubstr("failed"));
}

TEST_F(Program, ActivatesAndSumsUp) {
  const Ran ran = Run(RunExample(std::string("--simulate --digipass ") + kAnswers));
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("success"), HasSubstr("jdoe"), HasSubstr("VDS1000001-1"),
                             HasSubstr("Activate the device"), HasSubstr(" ms")));
}

TEST_F(Program, SerialNumberStandsOnTheVirtualDigipass) {
  const Ran ran = Run(RunExample("--simulate --digipass --json --answer 'User Name=jdoe'"));
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, HasSubstr("\"authenticator\": \"VDS1000001\""));
}

TEST_F(Program, AppReadsTheCodeOfAnOnlineActivation) {
  const Ran ran = Run("run '" AUTHTREE_SOURCE_DIR
                      "/examples/journeys/online-activation-oca.journey.json' --simulate --digipass --json "
                      "--answer 'User Name=jdoe'");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("app activates itself"));
}

TEST_F(Program, AnswersMayComeFromAFile) {
  const std::string answers =
      scratch_.Write("answers.json", R"({"User Name": "jdoe", "serialNumber": "VDS1000001"})");
  EXPECT_EQ(Run(RunExample("--simulate --digipass --answers '" + answers + "'")).code, 0);
}

TEST_F(Program, AnswerToNoPromptIsPointedOut) {
  const Ran ran = Run(RunExample(std::string("--simulate --digipass --answer 'Pet=cat' ") + kAnswers));
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, HasSubstr("\"Pet\" was never asked for"));
}

TEST_F(Program, JsonGoesToStandardOutputAlone) {
  const Ran ran = Run(RunExample(std::string("--simulate --digipass --json ") + kAnswers));
  const Result<Json> report = ParseJson(ran.out);
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->at("result"), "success");
  EXPECT_EQ(report->at("authenticator"), "VDS1000001");
  EXPECT_EQ(report->at("instance"), "VDS1000001-1");
  EXPECT_GT(report->at("path").size(), 10U);
}

TEST_F(Program, TraceNamesKeysAndNoValues) {
  const Ran ran =
      Run(RunExample(std::string("--simulate --digipass --trace --answer 'User Name=canary-user' ") +
                     "--answer serialNumber=VDS1000001"));
  EXPECT_EQ(ran.code, 0);
  std::string trace;
  std::istringstream lines(ran.err);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("  ")) trace += line + "\n";
  }
  EXPECT_THAT(trace,
              AllOf(HasSubstr("shared.ostid_activationPassword"), HasSubstr("OS_Auth_ActivateDeviceNode")));
  EXPECT_THAT(trace, Not(HasSubstr("canary-user")));
}

TEST_F(Program, WritesAuditEventsOfARun) {
  const std::string file = scratch_.Path("audit.jsonl");
  EXPECT_EQ(Run(RunExample("--simulate --digipass --audit '" + file + "' " + kAnswers)).code, 0);
  std::vector<std::string> names;
  std::set<std::string> tracking_ids;
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    const Json event = ParseJson(line).value();
    names.push_back(event.at("eventName"));
    if (event.contains("trackingIds")) tracking_ids.insert(event.at("trackingIds").at(0));
  }
  ASSERT_GT(names.size(), 10U);
  EXPECT_EQ(names[0], "AUTHTREE-CONFIGURATION-LOADED");
  EXPECT_EQ(names[1], "AM-TREE-LOGIN-STARTED");
  EXPECT_EQ(names.back(), "AM-TREE-LOGIN-COMPLETED");
  EXPECT_EQ(tracking_ids.size(), 1U);
}

TEST_F(Program, NobodyIsLetInWithoutAnAuditEventWhenThatIsWanted) {
  const std::string run = RunExample(std::string("--simulate --digipass --audit /dev/full ") + kAnswers);
  const Ran warned = Run(run);
  EXPECT_EQ(warned.code, 0);
  EXPECT_THAT(warned.err, HasSubstr("disk full"));
  const Ran blocked = Run(run + " --audit-failure block");
  EXPECT_EQ(blocked.code, 3);
  EXPECT_THAT(blocked.out, HasSubstr("audit log cannot be written"));
}

TEST_F(Program, AuditEventsAndAJsonResultDoNotShareStandardOutput) {
  const Ran ran = Run(RunExample(std::string("--simulate --digipass --json --audit - ") + kAnswers));
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("--audit"));
}

TEST_F(Program, AdaptiveRegistrationNeedsDeviceDataAndTakesItFromAFile) {
  const std::string journey =
      scratch_.Write("iaa.json", R"({"tree": {"_id": "T", "entryNodeId": "p", "nodes": {
      "p": {"nodeType": "PageNode", "connections": {"outcome": "r"}},
      "r": {"nodeType": "OS_Auth_UserRegisterNode", "connections": {
            "Success": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0", "Error": "e"}},
      "e": {"nodeType": "OS_Sample_ErrorDisplayNode",
            "connections": {"outcome": "e301438c-0bd0-429c-ab0c-66126501069a"}}}},
      "nodes": {"p": {"nodes": [{"_id": "c", "nodeType": "OS_Risk_CDDCNode"},
                                {"_id": "u", "nodeType": "UsernameCollectorNode"}]}, "r": {}, "e": {}},
      "innerNodes": {"c": {"_type": {"_id": "OS_Risk_CDDCNode"}, "pushCDDCJsAsCallback": false,
                           "CDDCJsonHiddenValueId": "my_json", "CDDCHashHiddenValueId": "my_hash"}, "u": {}}})");
  const std::string data = scratch_.Write("cddc.json", R"({"browser": {"userAgent": "test"}})");
  const Ran without = Run("run '" + journey + "' --simulate --answer 'User Name=jdoe'");
  EXPECT_EQ(without.code, 1);
  EXPECT_THAT(without.err, HasSubstr("CDDC"));
  EXPECT_EQ(Run("run '" + journey + "' --simulate --answer 'User Name=jdoe' --cddc '" + data + "'").code, 0);
}

TEST_F(Program, CommandsGoToListedHostsOnly) {
  const std::string journey =
      scratch_.Write("store.json", R"({"tree": {"_id": "T", "entryNodeId": "s", "nodes": {
      "s": {"nodeType": "OS_Sample_StoreCommandNode", "connections": {
            "Success": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0", "Error": "e301438c-0bd0-429c-ab0c-66126501069a"}}}},
      "nodes": {"s": {"javascript": "https://commands.example.com:8443/{sessionID}"}}})");
  const std::string run = "run '" + journey + "' --simulate ";
  const Ran other = Run(run + "--command-host commands.example.com");
  EXPECT_EQ(other.code, 2);
  EXPECT_THAT(other.err, AllOf(HasSubstr("/nodes/s/javascript"), HasSubstr("commands.example.com:8443")));
  const Ran no_host = Run(run + "--command-host https://commands.example.com");
  EXPECT_EQ(no_host.code, 2);
  EXPECT_THAT(no_host.err, HasSubstr("--command-host"));
  // Without a session there is nothing to store, so the journey ends in its failure.
  const Ran listed = Run(run + "--command-host other.example.com --command-host commands.example.com:8443");
  EXPECT_EQ(listed.code, 1);
  EXPECT_THAT(listed.err, Not(HasSubstr("may not be called")));
}

TEST_F(Program, IdentitiesAreVerifiedByListedHostsOnly) {
  const std::string journey =
      scratch_.Write("verify.json", R"({"tree": {"_id": "T", "entryNodeId": "v", "nodes": {
      "v": {"nodeType": "OS_IDV_IdentityVerificationNode", "connections": {
            "pass": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0", "fail": "e301438c-0bd0-429c-ab0c-66126501069a",
            "error": "e301438c-0bd0-429c-ab0c-66126501069a"}}}},
      "nodes": {"v": {"url": "https://idv.example.com/api/"}}})");
  const std::string run = "run '" + journey + "' --simulate ";
  const Ran other = Run(run + "--identity-host other.example.com");
  EXPECT_EQ(other.code, 2);
  EXPECT_THAT(other.err, AllOf(HasSubstr("/nodes/v/url"), HasSubstr("idv.example.com")));
  const Ran no_host = Run(run + "--identity-host https://idv.example.com");
  EXPECT_EQ(no_host.code, 2);
  EXPECT_THAT(no_host.err, HasSubstr("--identity-host"));
  EXPECT_THAT(other.err, Not(HasSubstr("--identity-token")));
  // Without a user there is nobody to verify, so the journey ends in its failure.
  const Ran listed = Run(run + "--identity-host idv.example.com");
  EXPECT_EQ(listed.code, 1);
  EXPECT_THAT(listed.err, Not(HasSubstr("may not be called")));
}

TEST_F(Program, ATokenForIdentityVerificationNeedsAHostAndIsOneLine) {
  const std::string run = "run '" + std::string(kIdentityJourney) + "' --simulate --identity-token '";
  const Ran no_host = Run(run + scratch_.Write("token", "canary-token\n") + "'");
  EXPECT_EQ(no_host.code, 2);
  EXPECT_THAT(no_host.err, HasSubstr("--identity-host"));
  for (const char* content : {"", "\n", "a\nb"}) {
    const Ran bad = Run(run + scratch_.Write("token", content) + "' --identity-host idv.example.com");
    EXPECT_EQ(bad.code, 2);
    EXPECT_THAT(bad.err, HasSubstr("the file holds no token"));
  }
  EXPECT_EQ(Run(run + scratch_.Path("none") + "' --identity-host idv.example.com").code, 2);
}

TEST_F(Program, TheBrowserIsSentToTheSimulatedIdentityVerificationAndBack) {
  const std::string run =
      "run '" + std::string(kIdentityJourney) +
      "' --simulate --identity-host idv.example.com --answer 'User Name=jdoe' --answer "
      "givenName=Joan --answer sn=Doe --answer telephoneNumber=1 --answer mail=a@b.example";
  const Ran passed = Run(run);
  EXPECT_EQ(passed.code, 0) << passed.err;
  EXPECT_THAT(passed.err, HasSubstr("Nobody was verified"));
  const Ran stranger =
      Run(run + " --answer 'Address the browser came back to=https://a.example/?transaction=x&opaqueId=y'");
  EXPECT_EQ(stranger.code, 1);
  EXPECT_THAT(stranger.err, AllOf(HasSubstr("Open this address in a browser"),
                                  HasSubstr("https://idv.example.com/simulated-identity-verification/"),
                                  HasSubstr("not the identity verification that was begun here")));
}

TEST_F(Program, AnAddressThatNobodyGivesIsTold) {
  const std::string config =
      scratch_.Write("config.json", R"({"faults": [{"operation": "identity_page", "status": 503}]})");
  const Ran ran = Run("run '" + std::string(kIdentityJourney) + "' --simulate --simulator-config '" + config +
                      "' --identity-host idv.example.com --answer 'User Name=jdoe' --answer givenName=Joan "
                      "--answer sn=Doe --answer telephoneNumber=1 --answer mail=a@b.example");
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("No answer for \"Address the browser came back to\""));
}

TEST_F(Program, NoBrowserGetsToASimulatedIdentityVerificationThatIsServed) {
  const Ran ran =
      Run("serve '" + std::string(kIdentityJourney) + "' --simulate --identity-host idv.example.com");
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("--identity-host"), HasSubstr("authtree simulate")));
}

TEST_F(Program, CheckPrintsEveryFindingAndFailsOnErrors) {
  const std::string file = scratch_.Write("bad.json", R"({"tree": {"_id": "T", "entryNodeId": "n", "nodes": {
      "n": {"nodeType": "UsernameColectorNode", "connections": {}},
      "r": {"nodeType": "RetryLimitDecisionNode", "connections": {"Retry": "nowhere"}}}},
      "nodes": {"n": {}, "r": {"retryLimit": "many"}}})");
  const Ran ran = Run("check '" + file + "'");
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("/tree/nodes/n/nodeType"), HasSubstr("/nodes/r/retryLimit"),
                             HasSubstr("'nowhere'")));
}

TEST_F(Program, CheckPassesWarningsUnlessStrict) {
  const std::string file = scratch_.Write("open.json", R"({"tree": {"_id": "T", "entryNodeId": "n", "nodes": {
      "n": {"nodeType": "UsernameCollectorNode", "connections": {}}}}, "nodes": {"n": {}}})");
  EXPECT_EQ(Run("check '" + file + "'").code, 0);
  EXPECT_EQ(Run("check --strict '" + file + "'").code, 2);
}

TEST_F(Program, CheckTellsHowAMapIsReadWithoutCountingThat) {
  const std::string file = scratch_.Write("map.json", R"({"tree": {"_id": "T", "entryNodeId": "r", "nodes": {
      "r": {"nodeType": "OS_Auth_UserRegisterNode", "connections": {"Success": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0",
            "Error": "e301438c-0bd0-429c-ab0c-66126501069a"}}}},
      "nodes": {"r": {"optionalAttributes": {"emailAddress": "mail"}}}})");
  const Ran ran = Run("check --strict '" + file + "'");
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("note at"), HasSubstr("/nodes/r/optionalAttributes"), HasSubstr("'mail'")));
  EXPECT_THAT(Run("check --json '" + file + "'").out, HasSubstr("\"severity\": \"note\""));
  EXPECT_THAT(Run("run --simulate '" + file + "'").err, Not(HasSubstr("note")));
}

TEST_F(Program, CheckWarnsOfAnExpiryThatNoSessionLivesToSee) {
  const std::string file =
      scratch_.Write("late.json", R"({"tree": {"_id": "T", "entryNodeId": "r", "treeTimeout": 2, "nodes": {
      "r": {"nodeType": "OS_Auth_UserRegisterNode", "connections": {"Success": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0",
            "Error": "e301438c-0bd0-429c-ab0c-66126501069a"}}}},
      "nodes": {"r": {"activationTokenExpiry": 300}}})");
  const Ran ran = Run("check '" + file + "'");
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("warning at"), HasSubstr("/nodes/r/activationTokenExpiry"),
                             HasSubstr("300 seconds"), HasSubstr("120 seconds"),
                             HasSubstr("treeTimeout to at least 5")));
  EXPECT_EQ(Run("check --strict '" + file + "'").code, 2);
}

TEST_F(Program, CheckTellsOfAnEmptyPageOnce) {
  const std::string file = scratch_.Write("page.json", R"({"tree": {"_id": "T", "entryNodeId": "p", "nodes": {
      "p": {"nodeType": "PageNode", "connections": {}}}}, "nodes": {"p": {"nodes": []}}})");
  const Result<Json> report = ParseJson(Run("check --json '" + file + "'").out);
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->at(0).at("findings").size(), 1U);
}

TEST_F(Program, CheckGivesJson) {
  const Ran ran = Run("check --json '" + std::string(kJourney) + "'");
  const Result<Json> report = ParseJson(ran.out);
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->at(0).at("journeys"), Json({"Offline-Activation"}));
  EXPECT_EQ(report->at(0).at("findings"), Json::array());
}

TEST_F(Program, NodesDescribesATypeAndSuggestsForAnUnknownOne) {
  EXPECT_THAT(Run("nodes").out, AllOf(HasSubstr("PageNode"), HasSubstr("OS_Auth_UserRegisterNode")));
  EXPECT_THAT(Run("nodes OS_Auth_UserRegisterNode").out, HasSubstr("activationTokenExpiry"));
  const Ran unknown = Run("nodes OS_Auth_UserRegisterNod");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("'OS_Auth_UserRegisterNode'"));
}

TEST_F(Program, NodesGivesSchemas) {
  const Result<Json> schema = ParseJson(Run("nodes OS_Auth_UserRegisterNode --schema").out);
  ASSERT_TRUE(schema.has_value());
  EXPECT_EQ(schema->at("properties").at("objectType").at("enum"), Json({"IAA", "OCA"}));
}

TEST_F(Program, NodesGivesAReference) {
  EXPECT_THAT(Run("nodes --markdown").out, AllOf(HasSubstr("## OS_Auth_UserRegisterNode"),
                                                 HasSubstr("| `objectType` | `IAA`, `OCA` | `IAA` |")));
  EXPECT_EQ(Run("nodes PageNode --markdown").code, 2);
}

}  // namespace
}  // namespace authtree::inline v0::cli
