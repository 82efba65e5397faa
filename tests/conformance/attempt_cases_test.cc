// Logins, events and transactions: every answer with everything that a visual code may show, and what they
// send.
#include <optional>
#include <ostream>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "authtree/core/encoding.h"

#include "fact_node.h"
#include "step_matchers.h"

namespace authtree::inline v0::conformance {
namespace {

using ::testing::IsEmpty;

constexpr std::string_view kRequestId = "2f6c0d3e-9f0a-4c55-8d7e-0a1b2c3d4e5f";
constexpr std::string_view kEarlierRequestId = "735946c1-2c5c-4d8e-9b1e-6f7a8b9c0d1e";

struct Kind {
  std::string name;
  std::string type;
  Json properties = Json::object();
};

void PrintTo(const Kind& kind, std::ostream* out) { *out << kind.name; }

Kind Login() { return {"Login", "OS_Auth_UserLoginNode", Json::object()}; }
Kind Event() { return {"Event", "OS_Auth_ValidateEventNode", Json{{"specifyEventType", "LoginAttempt"}}}; }
Kind Transaction() { return {"Transaction", "OS_Auth_ValidateTransactionNode", Json::object()}; }

void Prepare(FactNode& node) {
  node.UserAndFingerprint()
      .Shared("ostid_session_id", kSessionId)
      .Shared("ostid_request_id", kEarlierRequestId)
      .Shared("accountRef", "Ref123123")
      .Shared("amount", "66.66")
      .Shared("currency", "CAD")
      .Shared("transactionType", "ExternalTransfer");
}

Json Answer(const std::string& status, std::optional<int> risk, std::string_view request_id) {
  Json answer{{"sessionStatus", status}};
  if (risk) answer["riskResponseCode"] = *risk;
  if (!request_id.empty()) answer["requestID"] = request_id;
  return answer;
}

class AttemptCase : public testing::TestWithParam<Kind> {
 protected:
  /// Runs the node on one answer of the service.
  testkit::StepResult Run(FactNode& node, const Json& answer) {
    world_.service().Reply(200, DumpJson(answer));
    return node.Step();
  }
  FactNode Node(const Json& more = Json::object()) {
    Json properties = GetParam().properties;
    properties.update(more);
    FactNode node(world_, GetParam().type, properties);
    Prepare(node);
    return node;
  }

  ScriptedWorld world_;
};

INSTANTIATE_TEST_SUITE_P(Nodes, AttemptCase, testing::Values(Login(), Event(), Transaction()),
                         [](const auto& kind) { return kind.param.name; });

struct Row {
  std::string status;
  std::optional<int> risk;
  std::string outcome;
};

std::vector<Row> Rows() {
  std::vector<Row> rows{{"accepted", std::nullopt, "Accept"},
                        {"accepted", 11, "Accept"},
                        {"refused", std::nullopt, "Decline"},
                        {"refused", 0, "Decline"},
                        {"failed", 0, "Error"},
                        {"timeout", 0, "Error"},
                        {"unknown", 0, "Error"},
                        {"pending", std::nullopt, "StepUp"},
                        {"pending", 0, "Accept"},
                        {"pending", 1, "Decline"}};
  // Those of the vendor's table, of which 6, 7 and 14 are newer than its pack, and one that nobody knows.
  for (const int code : {2, 3, 4, 5, 6, 7, 8, 10, 11, 13, 14, 21, 22, 23, 24, 25, 99}) {
    rows.push_back({"pending", code, "StepUp"});
  }
  return rows;
}

TEST_P(AttemptCase, LeavesByStatusAndRiskAndShowsWhatIsConfigured) {
  const std::vector<std::pair<std::string, std::optional<std::string>>> shown{
      {"sessionID", HexEncode(kSessionId)}, {"requestID", HexEncode(kRequestId)}, {"none", std::nullopt}};
  for (const Row& row : Rows()) {
    for (const auto& [option, message] : shown) {
      SCOPED_TRACE(row.status + " " + (row.risk ? std::to_string(*row.risk) : "-") + " " + option);
      FactNode node = Node(Json{{"visualCodeMessageOptions", option}});
      EXPECT_THAT(Run(node, Answer(row.status, row.risk, kRequestId)), LeavesBy(row.outcome));
      EXPECT_EQ(node.Text("ostid_cronto_msg"), row.status == "pending" ? message : std::nullopt);
      EXPECT_EQ(node.Text("ostid_irm_response"), std::to_string(row.risk.value_or(-1)));
      const bool says_no = row.outcome == "Decline" || row.outcome == "Error";
      EXPECT_EQ(node.Has("ostid_error_message"), says_no);
      EXPECT_EQ(node.Has("ostid_error_code"), says_no);
    }
  }
}

TEST_P(AttemptCase, KeepsTheRequestIdAsItIs) {
  FactNode given = Node();
  Run(given, Answer("pending", 2, kRequestId));
  EXPECT_EQ(given.Text("ostid_request_id"), kRequestId);
  FactNode kept = Node();
  Run(kept, Answer("pending", 2, ""));
  EXPECT_EQ(kept.Text("ostid_request_id"), kEarlierRequestId);
}

TEST_P(AttemptCase, AStatusThatIsNoneIsAnError) {
  for (const Json& answer : {Json{{"sessionStatus", "maybe"}}, Json{{"sessionStatus", "ACCEPTED"}},
                             Json{{"sessionStatus", nullptr}}, Json::object()}) {
    FactNode node = Node();
    EXPECT_THAT(Run(node, answer), LeavesBy("Error")) << answer;
    EXPECT_EQ(node.Text("ostid_error_code"), "rejected") << answer;
    EXPECT_FALSE(node.Has("ostid_cronto_msg")) << answer;
  }
}

TEST_P(AttemptCase, CreatedAndAcceptedAreSuccesses) {
  for (const int status : {201, 202}) {
    world_.service().Reply(status, DumpJson(Answer("pending", 21, kRequestId)));
    FactNode node = Node();
    EXPECT_THAT(node.Step(), LeavesBy("StepUp")) << status;
  }
}

TEST_P(AttemptCase, NothingOfOneJourneyIsSentInAnother) {
  FactNode node = Node();
  node.Shared("username", "jdoe").Shared("creditorName", "John Smith").Shared("creditorIBAN", "IBAN123123");
  Run(node, Answer("accepted", 0, kRequestId));
  // The same node in another journey, and one that has never run.
  FactNode unused = Node();
  Run(node.After(unused), Answer("accepted", 0, kRequestId));
  const Json sent = world_.LastBody();
  Run(unused, Answer("accepted", 0, kRequestId));
  EXPECT_EQ(sent, world_.LastBody());
}

/// Product, sendRequestID, sendCDDCData.
class LoginSwitches : public testing::TestWithParam<std::tuple<bool, bool, bool>> {
 protected:
  ScriptedWorld world_;
};

TEST_P(LoginSwitches, SendWhatTheySay) {
  const auto [adaptive, sends_request_id, sends_device_data] = GetParam();
  FactNode node(world_, "OS_Auth_UserLoginNode",
                Json{{"objectType", adaptive ? "AdaptiveLoginInput" : "LoginInput"},
                     {"credentialsType", "passKey"},
                     {"sendRequestID", sends_request_id},
                     {"sendCDDCData", sends_device_data}});
  Prepare(node);
  node.Transient("password", Secret(kPassKey));
  world_.service().Reply(200, DumpJson(Answer("accepted", std::nullopt, "")));
  EXPECT_THAT(node.Step(), LeavesBy("Accept"));

  Json expected{{"objectType", adaptive ? "AdaptiveLoginInput" : "LoginInput"},
                {"credentials", {{"passKey", kPassKey}}},
                {"orchestrationDelivery", {"pushNotification", "requestMessage"}},
                {"timeout", 0}};
  if (sends_request_id) expected["requestID"] = kEarlierRequestId;
  if (adaptive) {
    expected["applicationRef"] = kApplicationRef;
    expected["relationshipRef"] = kUser;
    expected["sessionID"] = kSessionId;
  }
  if (adaptive && sends_device_data) {
    expected["clientIP"] = kCddcIp;
    expected["cddc"] = {
        {"browserCDDC", {{"fingerprintHash", kSubmittedCddcHash}, {"fingerprintRaw", kCddcJson}}}};
  }
  EXPECT_EQ(world_.LastBody(), expected);
  EXPECT_EQ(world_.LastRequest().target, "/v1/users/tyler4@master/login");
}

INSTANTIATE_TEST_SUITE_P(ProductRequestDevice, LoginSwitches,
                         testing::Combine(testing::Bool(), testing::Bool(), testing::Bool()));

struct Credential {
  std::string type;
  std::string key;    ///< state key of what it sends
  std::string place;  ///< where that stands in the body
};

class CredentialCase : public testing::TestWithParam<std::tuple<Kind, Credential>> {
 protected:
  FactNode Node() {
    Json properties = std::get<0>(GetParam()).properties;
    properties["credentialsType"] = credential().type;
    FactNode node(world_, std::get<0>(GetParam()).type, properties);
    Prepare(node);
    return node;
  }
  [[nodiscard]] static const Credential& credential() { return std::get<1>(GetParam()); }

  ScriptedWorld world_;
};

TEST_P(CredentialCase, IsNotReplacedByNothing) {
  FactNode node = Node();
  EXPECT_THAT(node.Step(), LeavesBy("Error"));
  EXPECT_EQ(node.Text("ostid_error_code"), "missing_state");
  EXPECT_THAT(world_.service().sent(), IsEmpty());
}

TEST_P(CredentialCase, IsSentAsOneText) {
  // A text that would close its place, if it were pasted.
  const std::string hostile = R"(x","objectType":"LoginInput)";
  FactNode node = Node();
  node.Shared(credential().key, Secret(hostile));
  world_.service().Reply(200, DumpJson(Answer("accepted", 0, "")));
  EXPECT_THAT(node.Step(), LeavesBy("Accept"));
  EXPECT_EQ(world_.LastBody().at(Json::json_pointer(credential().place)), hostile);
}

INSTANTIATE_TEST_SUITE_P(
    OfLoginsAndEvents, CredentialCase,
    testing::Combine(testing::Values(Login(), Event()),
                     testing::Values(Credential{"passKey", "password", "/credentials/passKey"},
                                     Credential{"fidoAuthenticator", "authenticationResponse",
                                                "/credentials/fidoAuthenticator/authenticationResponse"})));

TEST(FidoStepUpCase, IsAProtocolInAnObject) {
  for (const Kind& kind : {Login(), Event()}) {
    ScriptedWorld world;
    Json properties = kind.properties;
    properties["credentialsType"] = "fidoAuthenticator";
    FactNode node(world, kind.type, properties);
    Prepare(node);
    node.Shared("fidoProtocol", "FIDO2");
    world.service().Reply(200, DumpJson(Answer("pending", 25, kRequestId)));
    EXPECT_THAT(node.Step(), LeavesBy("StepUp")) << kind.name;
    EXPECT_EQ(world.LastBody().at("fidoAuthentication"), (Json{{"fidoProtocol", "FIDO2"}})) << kind.name;
    EXPECT_FALSE(world.LastBody().contains("credentials")) << kind.name;
  }
}

}  // namespace
}  // namespace authtree::inline v0::conformance
