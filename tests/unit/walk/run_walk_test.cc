#include "authtree/walk/run_walk.h"

#include "walk_fixture.h"

namespace authtree::inline v0::walk {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class RunWalkTest : public WalkTest {
 protected:
  /// The one parting of a walk.
  Parting PartingOf(std::string_view text) {
    const WalkReport report = Run(text);
    EXPECT_EQ(report.verdict, WalkVerdict::kFailed);
    EXPECT_THAT(report.partings, SizeIs(1)) << Explain(report);
    return report.partings.empty() ? Parting() : report.partings.front();
  }
};

// A round of the login journey with some expectation, and its end.
std::string Login(const std::string& ask, const std::string& end = R"("outcome": "success")",
                  const std::string& answer = R"("User Name": "jdoe", "Password": "pw")") {
  return R"({"journey": {"file": "login"}, "rounds": [{"ask": {)" + ask + R"(}, "answer": {)" + answer +
         R"(}}], "end": {)" + end + "}}";
}

// A round in which the identity of a user is verified: what it says, and how the walk ends.
std::string Verified(const std::string& round, const std::string& outcome) {
  return R"({"journey": {"file": "verify"}, "settings": {"identityHosts": ["idv.example.com"]}, "rounds": [
      {"ask": {"callbacks": ["sn"]}, "answer": {"sn": "Doe"}},
      {"ask": {"callbacks": [{"type": "RedirectCallback"}]})" +
         round + R"(}], "end": {"outcome": ")" + outcome + "\"}}";
}

// ── What cannot be walked ──

TEST_F(RunWalkTest, FileThatIsNotThereIsAFinding) {
  const WalkReport report = RunWalk(Path("none.walk.json"));
  EXPECT_EQ(report.verdict, WalkVerdict::kUnusable);
  EXPECT_TRUE(report.findings.has_errors());
  EXPECT_EQ(RunWalk(directory_).verdict, WalkVerdict::kUnusable);
}

TEST_F(RunWalkTest, FindingsOfTheFileAreTold) {
  Write("bad.walk.json", R"({"journey": 1})");
  const WalkReport report = RunWalk(Path("bad.walk.json"));
  EXPECT_EQ(report.verdict, WalkVerdict::kUnusable);
  EXPECT_THAT(PlacesOf(report.findings), ElementsAre("/journey", "/end"));
}

TEST_F(RunWalkTest, FindingsOfTheJourneyAreTold) {
  Write("bad",
        R"({"tree": {"_id": "T", "entryNodeId": "n", "nodes": {"n": {"nodeType": "Nix", "connections": {}}}},
                   "nodes": {"n": {}}})");
  const WalkReport report = Run(R"({"journey": {"file": "bad"}, "end": {"outcome": "success"}})");
  EXPECT_EQ(report.verdict, WalkVerdict::kUnusable);
  EXPECT_THAT(PlacesOf(report.findings), ElementsAre("bad at /tree/nodes/n/nodeType"));
}

TEST_F(RunWalkTest, MissingJourneyIsAFindingUnlessItIsOptional) {
  const char* missing = R"({"journey": {"file": "none"}, "end": {"outcome": "success"}})";
  EXPECT_EQ(Run(missing).verdict, WalkVerdict::kUnusable);
  const char* optional = R"({"journey": {"file": "none", "optional": true}, "end": {"outcome": "success"}})";
  EXPECT_EQ(Run(optional).verdict, WalkVerdict::kSkipped);
  options_.missing_journey = MissingJourney::kUnusable;
  EXPECT_EQ(Run(optional).verdict, WalkVerdict::kUnusable);
}

TEST_F(RunWalkTest, UnknownJourneyOfTheFileIsAFindingWithThoseThereAre) {
  const WalkReport report =
      Run(R"({"journey": {"file": "login", "id": "Logon"}, "end": {"outcome": "success"}})");
  EXPECT_EQ(report.verdict, WalkVerdict::kUnusable);
  EXPECT_THAT(Explain(report), HasSubstr("'Login'"));
}

TEST_F(RunWalkTest, WalkInMemoryWithImpossibleSettingsIsUnusable) {
  WalkFile walk;
  walk.journey.file = "login";
  walk.settings.simulator = Json{{"nonsense", 1}};
  EXPECT_EQ(RunWalk(walk, directory_).verdict, WalkVerdict::kUnusable);
}

// ── Where walks part ──

TEST_F(RunWalkTest, HeaderThatIsAnother) {
  const Parting parting = PartingOf(Login(R"("header": "Hello")"));
  EXPECT_EQ(parting.round, 1U);
  EXPECT_EQ(parting.place, "/rounds/0/ask/header");
  EXPECT_EQ(parting.expected, "\"Hello\"");
  EXPECT_EQ(parting.got, "\"Welcome\"");
}

TEST_F(RunWalkTest, TextThatIsNotThere) {
  EXPECT_EQ(PartingOf(Login(R"("description": "x")")).got, "nothing");
  EXPECT_EQ(PartingOf(Login(R"("stage": {"absent": true})")).got, "\"LogIn\"");
}

TEST_F(RunWalkTest, PromptThatIsAnotherIsToldWithTheNearest) {
  const Parting parting = PartingOf(Login(R"("callbacks": [{"prompt": "Username"}, "Password"])"));
  EXPECT_EQ(parting.place, "/rounds/0/ask/callbacks/0/prompt");
  EXPECT_EQ(parting.expected, "\"Username\"");
  EXPECT_EQ(parting.got, "\"User Name\"");
  EXPECT_EQ(parting.nearest, "User Name");
  EXPECT_THAT(parting.asked, ElementsAre("NameCallback \"User Name\"", "PasswordCallback \"Password\""));
}

TEST_F(RunWalkTest, CallbackOfAnotherType) {
  const Parting parting = PartingOf(Login(R"("callbacks": [{"type": "PasswordCallback"}, "Password"])"));
  EXPECT_EQ(parting.place, "/rounds/0/ask/callbacks/0/type");
  EXPECT_EQ(parting.got, "NameCallback");
}

TEST_F(RunWalkTest, AnotherNumberOfCallbacks) {
  const Parting parting = PartingOf(Login(R"("callbacks": ["User Name"])"));
  EXPECT_EQ(parting.place, "/rounds/0/ask/callbacks");
  EXPECT_EQ(parting.expected, "1 callback: \"User Name\"");
  EXPECT_EQ(parting.got, "2 callbacks: NameCallback \"User Name\", PasswordCallback \"Password\"");
}

TEST_F(RunWalkTest, CallbackThatIsNotAmongThem) {
  const Parting parting = PartingOf(Login(R"("includes": ["Password", "Passwort"])"));
  EXPECT_EQ(parting.place, "/rounds/0/ask/includes/1");
  EXPECT_EQ(parting.nearest, "Password");
}

TEST_F(RunWalkTest, OutputThatIsAnother) {
  const Parting parting = PartingOf(R"({"journey": {"file": "choose"}, "rounds": [{"ask": {"includes": [
          {"prompt": "Colour", "outputs": {"choices": ["red"]}}]}, "answer": {"Colour": "blue"}}],
          "end": {"outcome": "success"}})");
  EXPECT_EQ(parting.place, "/rounds/0/ask/includes/0");
}

TEST_F(RunWalkTest, AnswerToNoQuestionStopsTheWalk) {
  const Parting parting = PartingOf(Login("", R"("outcome": "success")", R"("UserName": "jdoe")"));
  EXPECT_EQ(parting.place, "/rounds/0/answer/UserName");
  EXPECT_EQ(parting.nearest, "User Name");
  EXPECT_THAT(parting.asked, SizeIs(2));
}

TEST_F(RunWalkTest, ChoiceThatThereIsNot) {
  const Parting parting =
      PartingOf(R"({"journey": {"file": "choose"}, "rounds": [{"answer": {"Colour": "bleu"}}],
                                        "end": {"outcome": "success"}})");
  EXPECT_EQ(parting.place, "/rounds/0/answer/Colour");
  EXPECT_EQ(parting.got, "the choices \"red\", \"blue\"");
  EXPECT_EQ(parting.nearest, "blue");
}

TEST_F(RunWalkTest, NumberWhereATextIsAsked) {
  EXPECT_EQ(PartingOf(Login("", R"("outcome": "success")", R"("User Name": 7)")).expected, "a text");
}

TEST_F(RunWalkTest, DigipassThatHasReadNothing) {
  const Parting parting = PartingOf(
      Login("", R"("outcome": "success")", R"("User Name": {"from": "digipass", "reading": "signature"})"));
  EXPECT_THAT(parting.got, HasSubstr("not read such a picture"));
}

TEST_F(RunWalkTest, FidoClientThatWasAskedNothing) {
  const Parting parting = PartingOf(Login("", R"("outcome": "success")", R"("User Name": {"from": "fido"})"));
  EXPECT_EQ(parting.place, "/rounds/0/answer/User Name");
  EXPECT_THAT(parting.got, HasSubstr("no request"));
}

TEST_F(RunWalkTest, AnswerThatNobodyGave) {
  const Parting parting =
      PartingOf(Login("", R"("outcome": "success")", R"("Password": {"from": "answers"}, "User Name": "x")"));
  EXPECT_EQ(parting.place, "/rounds/0/answer/Password");
  EXPECT_EQ(parting.got, "none was given");
}

TEST_F(RunWalkTest, JourneyThatEndsBeforeTheWalk) {
  const Parting parting = PartingOf(
      R"({"journey": {"file": "login"}, "rounds": [{"answer": {"User Name": "jdoe", "Password": "pw"}}, {"ask": {}}],
          "end": {"outcome": "success"}})");
  EXPECT_EQ(parting.round, 2U);
  EXPECT_EQ(parting.place, "/rounds/1");
  EXPECT_EQ(parting.got, "success");
}

TEST_F(RunWalkTest, JourneyThatAsksMoreThanTheWalk) {
  const Parting parting =
      PartingOf(R"({"journey": {"file": "login"}, "rounds": [], "end": {"outcome": "success"}})");
  EXPECT_EQ(parting.round, 1U);
  EXPECT_EQ(parting.place, "/rounds");
  EXPECT_THAT(parting.asked, SizeIs(2));
}

TEST_F(RunWalkTest, SuccessWhereFailureIsExpected) {
  const Parting parting = PartingOf(Login("", R"("outcome": "failed")"));
  EXPECT_EQ(parting.round, 0U);
  EXPECT_EQ(parting.place, "/end/outcome");
  EXPECT_EQ(parting.expected, "failed");
  EXPECT_EQ(parting.got, "success");
  EXPECT_EQ(PartingOf(Login("", R"("outcome": "denied")")).got, "success");
}

TEST_F(RunWalkTest, FailureWhereSuccessIsExpected) {
  const char* walk =
      R"({"journey": {"file": "wait"}, "rounds": [{"advance": "6m"}], "end": {"outcome": "success"}})";
  EXPECT_THAT(PartingOf(walk).got, HasSubstr("failed: The journey took too long"));
}

TEST_F(RunWalkTest, AnEndWhereAQuestionIsExpected) {
  const WalkReport report = Run(
      R"({"journey": {"file": "login"}, "rounds": [{"answer": {"User Name": "jdoe", "Password": "pw"}}, {"ask": {}}],
          "end": {"outcome": "asks"}})");
  EXPECT_THAT(PlacesOf(report), ElementsAre("/rounds/1", "/end/outcome"));
}

TEST_F(RunWalkTest, EndThatIsAnother) {
  const WalkReport report = Run(Login("", R"("outcome": "success", "user": "alice", "messages": ["x"],
      "state": {"username": "alice", "usrname": "jdoe"}, "path": ["Log in asks", "Log in -> no"],
      "calls": ["register_user 200"])"));
  EXPECT_THAT(PlacesOf(report), ElementsAre("/end/user", "/end/state/username", "/end/state/usrname",
                                            "/end/messages/0", "/end/path/1", "/end/calls/0"));
  EXPECT_EQ(report.partings[2].nearest, "username");
  EXPECT_EQ(report.partings[4].got, "\"Log in -> outcome\"");
  EXPECT_EQ(report.partings[5].got, "the end of the list");
}

TEST_F(RunWalkTest, ErrorThatIsAnother) {
  const char* walk =
      R"({"journey": {"file": "wait"}, "rounds": [{"advance": "6m"}], "end": {"outcome": "failed", "error": "internal"}})";
  EXPECT_EQ(PartingOf(walk).got, "\"timeout\"");
}

// ── Secrets ──

TEST_F(RunWalkTest, PartingsDoNotShowSecrets) {
  const WalkReport report = Run(R"({"journey": {"file": "choose"}, "rounds": [{"ask": {"callbacks": [
      {"prompt": "Colour"}, {"id": "nonce", "value": "canary-wrong"},
      {"message": "canary-expected"}, {"type": "TextOutputCallback"}]}, "answer": {"Colour": "blue"}}],
      "end": {"outcome": "success", "state": {"token": "canary-other", "password": "canary-typed"}}})");
  EXPECT_THAT(PlacesOf(report),
              ElementsAre("/rounds/0/ask/callbacks/1/value", "/rounds/0/ask/callbacks/2/message",
                          "/end/state/password", "/end/state/token"));
  std::string all = Explain(report);
  EXPECT_THAT(all, HasSubstr("(secret)"));
  for (const char* hidden :
       {"canary-hidden", "canary-script", "canary-token", "canary-wrong", "canary-other", "canary-typed"}) {
    EXPECT_THAT(all, Not(HasSubstr(hidden)));
  }
}

TEST_F(RunWalkTest, PasswordsNeitherShowInReports) {
  const WalkReport report = Run(Login(R"("header": "x")", R"("outcome": "denied", "messages": ["x"])",
                                      R"("User Name": "jdoe", "Password": "canary-password")"));
  EXPECT_EQ(report.verdict, WalkVerdict::kFailed);
  EXPECT_THAT(Explain(report), Not(HasSubstr("canary-password")));
}

// ── What passes ──

TEST_F(RunWalkTest, WalkThatIsAsExpectedPasses) {
  const WalkReport report = Run(Login(
      R"("header": "Welcome", "stage": {"matches": "^Log"}, "callbacks": [{"type": "NameCallback", "prompt": "User Name"}, "Password"])",
      R"("outcome": "success", "user": "jdoe", "messages": [], "state": {"username": "jdoe", "nothing": {"absent": true}},
         "path": ["Log in asks", "PageNode -> outcome"], "calls": [])"));
  EXPECT_EQ(report.verdict, WalkVerdict::kPassed) << Explain(report);
  EXPECT_EQ(report.rounds, 1U);
  EXPECT_THAT(report.path, ElementsAre("Log in asks", "Log in -> outcome"));
}

TEST_F(RunWalkTest, ObserverIsToldOfTheSteps) {
  class Steps final : public Observer {
   public:
    void OnStep(const StepEvent& event) override { types.emplace_back(event.node_type); }
    void OnRound(const RoundEvent& event) override { ends.push_back(event.end); }
    std::vector<std::string> types;
    std::vector<RoundEnd> ends;
  };
  const auto steps = std::make_shared<Steps>();
  options_.observer = steps;
  EXPECT_EQ(Run(Login("")).verdict, WalkVerdict::kPassed);
  EXPECT_THAT(steps->types, ::testing::IsSupersetOf({"PageNode", "PasswordCollectorNode"}));
  EXPECT_THAT(steps->ends, ElementsAre(RoundEnd::kAsked, RoundEnd::kSucceeded));
}

TEST_F(RunWalkTest, GivenAnswersAreFoundWhateverTheirCaseAndUsedInTheirOrder) {
  options_.answers["user name"].push_back(Secret("alice"));
  options_.answers["Password"].push_back(Secret(""));  // the page asks again
  options_.answers["Password"].push_back(Secret("pw"));
  const WalkReport report = Run(R"({"journey": {"file": "login"}, "rounds": [
      {"answer": {"User Name": {"from": "answers"}, "Password": {"from": "answers"}}},
      {"answer": {"User Name": {"from": "answers"}, "Password": {"from": "answers"}}}],
      "end": {"outcome": "success", "user": "alice"}})");
  EXPECT_TRUE(report.ok()) << Explain(report);
}

TEST_F(RunWalkTest, ChoiceMayBeATextOrANumber) {
  for (const char* answer : {"\"blue\"", "1"}) {
    const WalkReport report =
        Run(R"({"journey": {"file": "choose"}, "rounds": [{"answer": {"Colour": )" + std::string(answer) +
            R"(}}], "end": {"outcome": "success", "state": {"token": {"secret": true}}}})");
    EXPECT_TRUE(report.ok()) << Explain(report);
  }
}

TEST_F(RunWalkTest, WhatACallbackWantsToWaitPassesByItself) {
  const WalkReport report = Run(R"({"journey": {"file": "wait"}, "rounds": [
      {"ask": {"includes": [{"type": "PollingWaitCallback"}]}},
      {"ask": {"callbacks": ["User Name"]}, "answer": {"User Name": "jdoe"}}], "end": {"outcome": "success"}})");
  EXPECT_TRUE(report.ok()) << Explain(report);
  EXPECT_EQ(report.passed, minutes(1));
}

TEST_F(RunWalkTest, AClientMayComeEarly) {
  const WalkReport report = Run(R"({"journey": {"file": "wait"}, "rounds": [
      {"advance": "59s"}, {"ask": {"includes": [{"type": "PollingWaitCallback"}]}}], "end": {"outcome": "asks"}})");
  EXPECT_TRUE(report.ok()) << Explain(report);
  EXPECT_EQ(report.passed, seconds(59));
}

TEST_F(RunWalkTest, ButtonIsPressedByTheTypeOfItsCallback) {
  const WalkReport report = Run(R"({"journey": {"file": "wait"}, "rounds": [
      {"advance": "0s", "answer": {"ConfirmationCallback": "Exit"}}], "end": {"outcome": "denied"}})");
  EXPECT_TRUE(report.ok()) << Explain(report);
}

TEST_F(RunWalkTest, FaultsOfARoundReplaceThoseBefore) {
  const WalkReport report = Run(R"({"journey": {"file": "offline"},
      "settings": {"simulator": {"faults": [{"status": 503}]}}, "rounds": [
      {"faults": [], "answer": {"User Name": "jdoe"}}, {"ask": {"includes": ["ostid_cronto"]}}],
      "end": {"outcome": "asks", "calls": ["register_user 200", "render_visual_code 200"]}})");
  EXPECT_TRUE(report.ok()) << Explain(report);
}

TEST_F(RunWalkTest, TwoWalksKnowNothingOfEachOther) {
  const char* walk = R"({"journey": {"file": "offline"}, "rounds": [
      {"answer": {"User Name": "jdoe"}}, {"ask": {"includes": ["ostid_cronto"]}}],
      "end": {"outcome": "asks", "state": {"ostid_digi_serial": "VDS1000002"}}})";
  EXPECT_TRUE(Run(walk).ok());
  EXPECT_TRUE(Run(walk).ok());
}

// ── Users who are sent elsewhere ──

TEST_F(RunWalkTest, AnIdentityIsNotVerifiedByHostsThatAreNotNamed) {
  const WalkReport report = Run(R"({"journey": {"file": "verify"},
      "settings": {"identityHosts": ["other.example.com"]}, "end": {"outcome": "success"}})");
  EXPECT_EQ(report.verdict, WalkVerdict::kUnusable);
  EXPECT_THAT(Explain(report), HasSubstr("'idv.example.com' may not be called"));
}

TEST_F(RunWalkTest, ABrowserThatIsSentAwayComesBack) {
  const WalkReport report = Run(Verified("", "success"));
  EXPECT_TRUE(report.ok()) << Explain(report);
  EXPECT_THAT(report.calls,
              ElementsAre("begin_identity_verification 200", "identity_page 302", "identity_report 200"));
}

TEST_F(RunWalkTest, AScriptDecidesWhatTheVerificationFinds) {
  const WalkReport report = Run(Verified(R"(, "script": {"identity": {"result": "failed"}})", "denied"));
  EXPECT_TRUE(report.ok()) << Explain(report);
}

TEST_F(RunWalkTest, ParametersStandInPlaceOfTheBrowsers) {
  const WalkReport report =
      Run(Verified(R"(, "parameters": {"transaction": "x", "opaqueId": "y"})", "denied"));
  EXPECT_TRUE(report.ok()) << Explain(report);
  EXPECT_THAT(report.calls, ElementsAre("begin_identity_verification 200"));
}

TEST_F(RunWalkTest, ABrowserThatIsNotSentBackStopsTheWalk) {
  const Parting parting =
      PartingOf(Verified(R"(, "faults": [{"operation": "identity_page", "status": 503}])", "success"));
  EXPECT_EQ(parting.place, "/rounds/1/parameters");
  EXPECT_THAT(parting.got, HasSubstr("sends nobody back"));
}

}  // namespace
}  // namespace authtree::inline v0::walk
