// What `Runner::Make` finds before anything runs.
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "authtree/embed/simulated_onespan.h"

#include "runner_world.h"

namespace authtree::inline v0::embed {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kExample = AUTHTREE_SOURCE_DIR "/examples/journeys/offline-activation.journey.json";

std::string FindingsOf(RunnerOptions options) {
  const MadeRunner made = Runner::Make(std::move(options));
  EXPECT_EQ(made.runner == nullptr, made.diagnostics.has_errors());
  return made.diagnostics.ToText();
}

std::vector<std::string> PlacesOf(RunnerOptions options) {
  const MadeRunner made = Runner::Make(std::move(options));
  EXPECT_EQ(made.runner, nullptr);
  std::vector<std::string> places;
  for (const Finding& finding : made.diagnostics.findings()) places.push_back(finding.place);
  return places;
}

TEST(RunnerOptions, EveryFindingIsReportedAtOnce) {
  RunnerOptions options = TestOptions();
  options.threads = 0;
  options.max_rounds = 0;
  options.limits.reserve = options.limits.round;
  options.stop_timeout = std::chrono::milliseconds(-1);
  options.onespan.emplace();
  options.onespan->tenant = "acme";
  options.onespan->ca = "/nowhere/ca.pem";
  options.onespan->client_key = "/nowhere/key.pem";
  options.journey_files = {"/nowhere/journey.json"};
  options.journey_texts.push_back({"broken", "{"});
  options.default_journey = "Nobody";
  EXPECT_THAT(PlacesOf(std::move(options)),
              ElementsAre("threads", "max_rounds", "limits", "stop_timeout", "onespan", "onespan.client_cert",
                          "onespan.ca", "/nowhere/journey.json", HasSubstr("broken"), "default_journey"));
}

TEST(RunnerOptions, CommandsGoToListedHostsOnly) {
  const std::string journey = R"({"tree": {"_id": "T", "entryNodeId": "s", "nodes": {
      "s": {"nodeType": "OS_Sample_StoreCommandNode", "connections": {
            "Success": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0", "Error": "e301438c-0bd0-429c-ab0c-66126501069a"}}}},
      "nodes": {"s": {"javascript": "https://commands.example.com/{sessionID}"}}})";
  const auto findings = [&](std::vector<std::string> hosts) {
    RunnerOptions options;
    options.onespan.emplace();
    options.onespan->base_url = "https://localhost";
    options.command_hosts = std::move(hosts);
    options.journey_texts.push_back({"store", journey});
    return FindingsOf(std::move(options));
  };
  EXPECT_THAT(findings({"other.example.com"}), HasSubstr("'commands.example.com' may not be called"));
  EXPECT_THAT(findings({"https://commands.example.com"}), HasSubstr("command_hosts: "));
  EXPECT_EQ(findings({"other.example.com", "Commands.Example.com:443"}), "");
}

TEST(RunnerOptions, IdentitiesAreVerifiedByListedHostsOnly) {
  const std::string journey = R"({"tree": {"_id": "T", "entryNodeId": "v", "nodes": {
      "v": {"nodeType": "OS_IDV_IdentityVerificationNode", "connections": {
            "pass": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0", "fail": "e301438c-0bd0-429c-ab0c-66126501069a",
            "error": "e301438c-0bd0-429c-ab0c-66126501069a"}}}},
      "nodes": {"v": {"url": "https://idv.example.com/api/"}}})";
  const auto findings = [&](std::vector<std::string> hosts) {
    RunnerOptions options;
    options.onespan.emplace();
    options.onespan->base_url = "https://localhost";
    options.identity_hosts = std::move(hosts);
    options.journey_texts.push_back({"verify", journey});
    return FindingsOf(std::move(options));
  };
  EXPECT_THAT(findings({"other.example.com"}), HasSubstr("'idv.example.com' may not be called"));
  EXPECT_THAT(findings({"https://idv.example.com"}), HasSubstr("identity_hosts: "));
  EXPECT_THAT(findings({"IDV.Example.com:443"}), Not(HasSubstr("may not be called")));
}

TEST(RunnerOptions, ScriptsForPagesAreSentWhenSwitchedOn) {
  for (const bool scripts : {false, true}) {
    RunnerOptions options;
    options.onespan_api = SimulateOneSpan();
    options.page_scripts = scripts;
    options.journey_texts.push_back({"cddc", R"({"tree": {"_id": "T", "entryNodeId": "c", "nodes": {
        "c": {"nodeType": "OS_Risk_CDDCNode", "connections": {"outcome": "70e691a5-1e33-4ac3-a356-e7b6d60d92e0"}}}},
        "nodes": {"c": {}}})"});
    const JourneyResult result = MakeRunner(std::move(options))->StartAndWait("T", RequestContext());
    const auto* pending = std::get_if<JourneyPrompt>(&result);
    ASSERT_NE(pending, nullptr);
    EXPECT_EQ(pending->callbacks.size(), scripts ? 3U : 2U);
  }
}

TEST(RunnerOptions, WithoutAJourneyThereIsNothingToRun) {
  EXPECT_THAT(FindingsOf(RunnerOptions()), HasSubstr("journey_files: there is no journey"));
}

TEST(RunnerOptions, AMissingServiceIsNamedBesideTheNodesThatNeedIt) {
  RunnerOptions options;
  options.journey_files = {kExample};
  EXPECT_THAT(FindingsOf(std::move(options)),
              AllOf(HasSubstr("the node type 'OS_Auth_AddDeviceNode' is not known"),
                    HasSubstr("onespan: journeys use nodes of OneSpan, and no OneSpan service is named")));
}

TEST(RunnerOptions, AnUnknownNodeTypeOfSomebodyElseIsNotBlamedOnTheService) {
  RunnerOptions options = TestOptions();
  options.register_nodes = nullptr;
  EXPECT_THAT(FindingsOf(std::move(options)), AllOf(HasSubstr("TestLoginNode"), Not(HasSubstr("OneSpan"))));
}

TEST(RunnerOptions, AnEnvironmentOutsideTheSandboxDemandsACertificate) {
  RunnerOptions options = TestOptions();
  options.onespan.emplace();
  options.onespan->tenant = "acme";
  options.onespan->environment = onespan::Environment::kProductionEu1;
  EXPECT_THAT(PlacesOf(std::move(options)), ElementsAre("onespan.client_cert"));
}

TEST(RunnerOptions, ATenantThatIsNoHostNameIsRefused) {
  RunnerOptions options = TestOptions();
  options.onespan.emplace();
  options.onespan->tenant = "no such host!";
  options.onespan->environment = onespan::Environment::kSandbox;
  EXPECT_THAT(PlacesOf(std::move(options)), ElementsAre("onespan.tenant"));
}

TEST(RunnerOptions, AProxyThatCannotBeUsedIsRefused) {
  RunnerOptions options = TestOptions();
  options.onespan.emplace();
  options.onespan->tenant = "acme";
  options.onespan->environment = onespan::Environment::kSandbox;
  options.onespan->proxy = "socks5://here";
  EXPECT_THAT(PlacesOf(std::move(options)), ElementsAre("onespan.proxy"));
}

TEST(RunnerOptions, AServiceAndAClientMadeElsewhereExcludeEachOther) {
  RunnerOptions options = TestOptions();
  options.onespan.emplace();
  options.onespan->tenant = "acme";
  options.onespan->environment = onespan::Environment::kSandbox;
  options.onespan_api = SimulateOneSpan();
  EXPECT_THAT(PlacesOf(std::move(options)), ElementsAre("onespan"));
}

TEST(RunnerOptions, AServiceInTheSandboxNeedsNothingElse) {
  RunnerOptions options;
  options.journey_files = {kExample};
  options.onespan.emplace();
  options.onespan->tenant = "acme";
  options.onespan->environment = onespan::Environment::kSandbox;
  // The journey's domain is found wanting, and nothing of the options.
  EXPECT_THAT(FindingsOf(std::move(options)), Not(HasSubstr("error")));
}

TEST(RunnerOptions, TheJourneysThatCanBeStartedAreNamed) {
  const auto runner = MakeRunner(TestOptions());
  EXPECT_THAT(runner->journeys(),
              ElementsAre("Blocking", "Deaf", "Login", "LoginSilent", "Silent", "Throwing"));
}

TEST(RunnerOptions, AnOnlyJourneyIsTheDefault) {
  RunnerOptions options;
  options.journey_files = {kExample};
  options.onespan_api = SimulateOneSpan();
  const auto runner = MakeRunner(std::move(options));
  EXPECT_NE(ReferenceOf(runner->StartAndWait("", RequestContext("192.0.2.10"))), "");
}

TEST(RunnerOptions, OfSeveralJourneysNoneIsTheDefaultUntilOneIsNamed) {
  const auto without = MakeRunner(TestOptions());
  const JourneyResult nothing = without->StartAndWait("", RequestContext());
  ASSERT_NE(FailureOf(nothing), nullptr);
  EXPECT_EQ(FailureOf(nothing)->cause, FailureCause::kNoJourney);

  RunnerOptions options = TestOptions();
  options.default_journey = "Login";
  const auto with = MakeRunner(std::move(options));
  EXPECT_NE(ReferenceOf(with->StartAndWait("", RequestContext())), "");
}

TEST(RunnerOptions, WhatTheHookThrowsComesOutOfMake) {
  RunnerOptions options = TestOptions();
  options.register_nodes = [](NodeRegistry&) { throw std::string("the host's own"); };
  EXPECT_THROW((void)Runner::Make(std::move(options)), std::string);
}

}  // namespace
}  // namespace authtree::inline v0::embed
