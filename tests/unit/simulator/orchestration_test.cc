#include "authtree/core/encoding.h"

#include "service_fixture.h"

namespace authtree::inline v0::simulator {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class OrchestrationTest : public ServiceTest {
 protected:
  Reply Relay(const Json& command) { return Post("/v1/orchestration-commands", {{"command", command}}); }
  /// The command with which the app activates itself.
  static std::string Activation(const std::string& user, const std::string& password) {
    return HexEncode("02;" + user + ";0;master;" + password + ";demo");
  }
  std::string RegisterOnline() {
    return Register({{"activationType", "onlineMDL"}}).Text("activationPassword");
  }
};

TEST_F(OrchestrationTest, ACommandMustBeHexadecimal) {
  for (const Json& command : {Json("xyz"), Json("012"), Json(""), Json(7), Json()}) {
    const Reply reply = Relay(command);
    EXPECT_THAT(reply, HasStatus(400)) << command;
    EXPECT_THAT(reply.FindingFields(), ElementsAre("command")) << command;
    EXPECT_THAT(reply.text, Not(HasSubstr("xyz")));
  }
}

TEST_F(OrchestrationTest, AnUnknownCommandIsRefused) {
  const Reply reply = Relay("0102");
  EXPECT_THAT(reply, HasStatus(400));
  EXPECT_EQ(reply.Text("message"), "Could not process encrypted message");
}

TEST_F(OrchestrationTest, AScriptedErrorIsTheText) {
  StartWith(R"({"orchestration": [{"command": "0102", "error": "Invalid Request ID"}]})");
  const Reply reply = Relay("0102");
  EXPECT_THAT(reply, HasStatus(400));
  EXPECT_EQ(reply.Text("message"), "Invalid Request ID");
}

TEST_F(OrchestrationTest, ScriptedAnswersAreGivenInTheirOrderAndAsOftenAsTheySay) {
  StartWith(R"({"orchestration": [{"command": "ab", "answer": "01", "times": 1}, {"answer": "02"}]})");
  EXPECT_EQ(Relay("AB").Text("command"), "01");
  EXPECT_EQ(Relay("AB").Text("command"), "02");
  EXPECT_EQ(Relay("cd").Text("command"), "02");
  EXPECT_THAT(service_->CommandRules(), SizeIs(1));
}

TEST_F(OrchestrationTest, MistakesInTheScriptAreFindings) {
  const auto parsed = ParseServiceConfig(
      R"({"orchestration": [{}, {"answer": "1"}, {"answer": "01", "error": "x"}, {"command": "x", "answer": "01"}]})");
  std::vector<std::string> places;
  for (const Finding& finding : parsed.diagnostics.findings()) places.push_back(finding.place);
  EXPECT_THAT(places, ElementsAre("/orchestration/0", "/orchestration/1/answer", "/orchestration/2",
                                  "/orchestration/3/command"));
}

TEST_F(OrchestrationTest, WithoutARegistrationTheAppHasNoCode) {
  const Reply reply = Relay(Activation("alice", "ABCDEFGH"));
  EXPECT_THAT(reply, HasStatus(400));
  EXPECT_EQ(reply.Text("message"), "Unable to find registration code in Shared Cache");
}

TEST_F(OrchestrationTest, AnExpiredPasswordIsNotFound) {
  const std::string password = RegisterOnline();
  clock_->Advance(std::chrono::minutes(10));
  EXPECT_EQ(Relay(Activation("alice", password)).Text("message"),
            "Unable to find registration code in Shared Cache");
}

TEST_F(OrchestrationTest, AReplacedPasswordMakesNoKey) {
  const std::string first = RegisterOnline();
  static_cast<void>(RegisterOnline());
  EXPECT_EQ(Relay(Activation("alice", first)).Text("message"),
            "Unable to generate ephemeral key during activation step 1");
  EXPECT_EQ(Status("alice"), "pending");
}

TEST_F(OrchestrationTest, TheLimitsOfTheUserHoldForTheAppAsWell) {
  StartWith(R"({"licenses": [{"serialNumber": "VDS1000001", "maxActivations": 1}]})");
  EXPECT_EQ(Relay(Activation("alice", RegisterOnline())).Text("message"),
            "License activation limit reached.");
}

TEST_F(OrchestrationTest, TheAppActivatesItselfThroughTheHost) {
  const Reply reply = Relay(Activation("alice", RegisterOnline()));
  ASSERT_THAT(reply, HasStatus(200));
  EXPECT_THAT(HexDecode(reply.Text("command")).value_or(""), HasSubstr("-1;"));
  EXPECT_EQ(Status("alice"), "activated");
  EXPECT_THAT(service_->Snapshot().instances, SizeIs(2));
}

}  // namespace
}  // namespace authtree::inline v0::simulator
